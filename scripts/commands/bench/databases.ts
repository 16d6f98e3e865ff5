import postgres from "postgres";
import { Explanation } from "./application";
import { postmasterOf } from "./processor-time";

/** The databases of the bench, on the server that DATABASE_URL points to. Nothing else there is touched. */
export class Databases {
  readonly #admin: postgres.Sql;
  readonly #made: string[] = [];

  constructor(private readonly url: string) {
    this.#admin = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  }

  /** Makes an empty database, in the place of one that an earlier bench left behind. Answers its URL. */
  async create(name: string): Promise<string> {
    await this.#admin.unsafe(`drop database if exists ${name} with (force)`);
    await this.#admin.unsafe(`create database ${name}`).catch((error: Error) => {
      throw new Explanation(`The bench needs a database of its own, ${name}: ${error.message}.`);
    });
    this.#made.push(name);
    const made = new URL(this.url);
    made.pathname = `/${name}`;
    return made.href;
  }

  /** Version and settings that decide the figures, in one line. */
  async describe(): Promise<string> {
    const [row] = await this.#admin`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit, current_setting('shared_buffers') as buffers`;
    return `PostgreSQL ${row!.version} (fsync ${row!.fsync}, synchronous_commit ${row!.commit}, shared_buffers ${row!.buffers})`;
  }

  /** The server's main process, or null if it does not run on this machine. */
  async postmaster(): Promise<number | null> {
    const { hostname } = new URL(this.url);
    if (!["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return null;
    const [row] = await this.#admin`select pg_backend_pid() as pid`;
    return postmasterOf(row!.pid);
  }

  async close(keep: boolean): Promise<void> {
    if (!keep) {
      for (const name of this.#made) await this.#admin.unsafe(`drop database if exists ${name} with (force)`);
    }
    await this.#admin.end({ timeout: 5 });
  }
}
