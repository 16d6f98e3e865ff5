import type postgres from "postgres";

/**
 * Makes a scratch database tell a time that we set, instead of its own. The engine asks only the database for the time, so its
 * statements run unchanged while a day passes in seconds: their `now()` finds our function before PostgreSQL's, because of the
 * search path of new connections. Columns' defaults were bound to the original when they were created, so they are set anew.
 */
export async function installClock(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create unlogged table simulated_clock (at timestamptz not null);
    insert into simulated_clock values (now());
    create function public.now() returns timestamptz language sql stable as 'select at from public.simulated_clock';`);
  const columns = await sql`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and column_default = 'now()'`;
  for (const { table_name, column_name } of columns)
    await sql.unsafe(`alter table "${table_name}" alter column "${column_name}" set default public.now()`);
  const [database] = await sql`select current_database() as name`;
  await sql.unsafe(`alter database "${database!.name}" set search_path = public, pg_catalog`);
}

/** The simulated time of the database, and of this process's ids. */
export class Clock {
  readonly #original = Date.now;
  #at: number;

  constructor(
    private readonly sql: postgres.Sql,
    start: Date,
  ) {
    this.#at = start.getTime();
    // Ids begin with their time (lib/id.ts). Timers and caches keep the real one.
    Date.now = () => this.#at;
  }

  get at(): Date {
    return new Date(this.#at);
  }

  async set(at: Date): Promise<void> {
    if (at.getTime() === this.#at) return;
    this.#at = at.getTime();
    await this.sql`update simulated_clock set at = ${at.toISOString()}`;
  }

  /** The real time again. */
  stop(): void {
    Date.now = this.#original;
  }
}
