import { eq, type SQL, sql } from "drizzle-orm";
import {
  deliveries,
  hourlyRefusals,
  hourlyVerifications,
  installation,
  verifications,
} from "@/drizzle/schema";
import { arrayLiteral, db, isMadeAfter, isMadeBefore } from "@/lib/db";
import type { Dimension, Measure } from "./dimensions";
import { secondsBounds } from "./histogram";

/** How many durations of `seconds` fall into each step. */
function histogram(seconds: SQL, counts: SQL): SQL {
  const bounds = sql.raw(`array[${secondsBounds.join(",")}]::float8[]`);
  const steps = Array.from(
    { length: secondsBounds.length + 1 },
    (_, at) =>
      sql`(count(*) filter (where ${counts} and width_bucket(${seconds}, ${bounds}) = ${sql.raw(String(at))}))::int`,
  );
  return sql`array[${sql.join(steps, sql`, `)}]`;
}

/** The sums over the rows of the verifications that started in one hour, of all projects or one. */
function sumsOfHour(hour: Date, projectId: string | null): SQL {
  const v = verifications;
  const from = sql`${hour.toISOString()}::timestamptz`;
  const to = sql`(${from} + interval '1 hour')`;
  const verifySeconds = sql`extract(epoch from v.verified_at - v.created_at)::float8`;
  const sendSeconds = sql`extract(epoch from d.finished_at - d.created_at)::float8`;
  return sql`
    select v.project_id, ${from} as hour, coalesce(v.channel, '') as channel, coalesce(v.country, '') as country,
      coalesce(d.provider_kind, '') as provider, v.purpose, v.dialect, v.locale,
      count(*)::int as started,
      (count(*) filter (where d.provider_kind is not null))::int as sent,
      (count(*) filter (where d.was_delivered))::int as delivered,
      (count(*) filter (where v.attempt_count > 0 or v.verified_at is not null))::int as answered,
      (count(*) filter (where v.verified_at is not null))::int as verified,
      ${histogram(verifySeconds, sql`v.verified_at is not null`)} as verified_within,
      ${histogram(sendSeconds, sql`d.finished_at is not null`)} as sent_within
    from ${v} v left join (
      select verification_id, (array_agg(provider_kind order by id desc))[1] as provider_kind,
        bool_or(status in ('delivered', 'complained')) as was_delivered, min(created_at) as created_at, min(finished_at) as finished_at
      from ${deliveries}
      where outcome = 'accepted' and ${isMadeAfter(sql`id`, from)} and ${isMadeBefore(sql`id`, sql`(${to} + interval '1 day')`)}
        ${projectId === null ? sql`` : sql`and project_id = ${projectId}`}
      group by verification_id) d on d.verification_id = v.id
    where v.created_at >= ${from} and v.created_at < ${to} and ${isMadeAfter(sql`v.id`, from)} and ${isMadeBefore(sql`v.id`, to)}
      ${projectId === null ? sql`` : sql`and v.project_id = ${projectId}`}
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
}

/** Why messages of one hour could not be delivered. */
function undeliverableOfHour(hour: Date): SQL {
  const from = sql`${hour.toISOString()}::timestamptz`;
  const to = sql`(${from} + interval '1 hour')`;
  return sql`
    select project_id, ${from}, 'message/' || reason, count(*) from ${deliveries}
    where outcome = 'undeliverable' and reason is not null and created_at >= ${from} and created_at < ${to}
      and ${isMadeAfter(sql`id`, from)} and ${isMadeBefore(sql`id`, to)}
    group by 1, 3`;
}

/** Counts the verifications of one hour again. Whoever reads sees the old sums or the new ones. */
export async function recountHour(hour: Date): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.execute(sql`delete from ${hourlyVerifications} where hour = ${hour.toISOString()}::timestamptz`);
    await tx.execute(sql`insert into ${hourlyVerifications} ${sumsOfHour(hour, null)}`);
    await tx.execute(sql`
      delete from ${hourlyRefusals} where hour = ${hour.toISOString()}::timestamptz and reason like 'message/%'`);
    await tx.execute(sql`insert into ${hourlyRefusals} ${undeliverableOfHour(hour)}`);
  });
}

/** One row of a series or a breakdown. */
export interface Sums extends Record<Measure, number> {
  /** The beginning of the interval. Null in a total. */
  at: Date | null;
  /** The value of the dimension. Null without one. */
  value: string | null;
  verifiedWithin: number[];
  sentWithin: number[];
}

export interface SumsQuery {
  from: Date;
  /** Exclusive. */
  to: Date;
  /** Null: one total. */
  interval: "hour" | "day" | null;
  by: Dimension | null;
  /** Only verifications with these values. */
  where: Partial<Record<Dimension, readonly string[]>>;
}

/** Adds up hours. Days are those of UTC. */
export async function readSums(
  projectId: string,
  { from, to, interval, by, where }: SumsQuery,
): Promise<Sums[]> {
  const at = interval === null ? sql`null::timestamptz` : sql`date_trunc(${interval}::text, hour, 'UTC')`;
  const value = by === null ? sql`null::text` : sql`${sql.identifier(by)}`;
  const filters = Object.entries(where).map(
    ([dimension, values]) => sql`and ${sql.identifier(dimension)} = any(${arrayLiteral(values!)}::text[])`,
  );
  const total = (measure: string) => sql`sum(${sql.identifier(measure)})::int as ${sql.identifier(measure)}`;
  const added = (histogram: string) => {
    const steps = Array.from(
      { length: secondsBounds.length + 1 },
      (_, step) => sql`sum(${sql.identifier(histogram)}[${sql.raw(String(step + 1))}])::int`,
    );
    // As JSON, because the driver doesn't know array types.
    return sql`to_jsonb(array[${sql.join(steps, sql`, `)}])`;
  };
  const rows = await db().execute<Record<string, unknown>>(sql`
    select ${at} as at, ${value} as value, ${total("started")}, ${total("sent")}, ${total("delivered")}, ${total("answered")}, ${total("verified")},
      ${added("verified_within")} as "verifiedWithin", ${added("sent_within")} as "sentWithin"
    from ${hourlyVerifications}
    where project_id = ${projectId} and hour >= ${from.toISOString()}::timestamptz and hour < ${to.toISOString()}::timestamptz
      ${sql.join(filters, sql` `)}
    group by 1, 2 order by 1, started desc, 2`);
  return rows.map((row) => ({
    ...(row as unknown as Sums),
    at: row.at === null ? null : new Date(row.at as string),
  }));
}

/** The sums of one hour, counted over the rows now. */
export async function sumsFromRows(projectId: string, hour: Date): Promise<unknown[]> {
  return db().execute(
    sql`select * from (${sumsOfHour(hour, projectId)}) sums order by 1, 2, 3, 4, 5, 6, 7, 8`,
  );
}

/** The sums of one hour as they are stored. */
export async function sumsOfProject(projectId: string, hour: Date): Promise<unknown[]> {
  return db().execute(sql`
    select * from ${hourlyVerifications} where project_id = ${projectId} and hour = ${hour.toISOString()}::timestamptz
    order by 1, 2, 3, 4, 5, 6, 7, 8`);
}

export interface RefusalSums {
  at: Date | null;
  reason: string;
  count: number;
}

/** Refusals by reason. */
export async function readRefusals(
  projectId: string,
  { from, to, interval }: Pick<SumsQuery, "from" | "to" | "interval">,
): Promise<RefusalSums[]> {
  const at = interval === null ? sql`null::timestamptz` : sql`date_trunc(${interval}::text, hour, 'UTC')`;
  const rows = await db().execute<{ at: string | null; reason: string; count: number }>(sql`
    select ${at} as at, reason, sum(count)::int as count from ${hourlyRefusals}
    where project_id = ${projectId} and hour >= ${from.toISOString()}::timestamptz and hour < ${to.toISOString()}::timestamptz
    group by 1, 2 order by 1, count desc, reason`);
  return rows.map((row) => ({ ...row, at: row.at === null ? null : new Date(row.at) }));
}

const countedUntil = "statistics.counted_until";

/** Until when everything was counted at least once. Null: nothing was. */
export async function readCountedUntil(): Promise<Date | null> {
  const [row] = await db().select().from(installation).where(eq(installation.name, countedUntil));
  return row ? new Date(row.value) : null;
}

export async function saveCountedUntil(instant: Date): Promise<void> {
  const value = instant.toISOString();
  await db()
    .insert(installation)
    .values({ name: countedUntil, value })
    .onConflictDoUpdate({ target: installation.name, set: { value } });
}

/** The database's clock, and when the oldest verification started. Null: there is none. */
export async function readBounds(): Promise<{ now: Date; oldest: Date | null }> {
  const [row] = await db().execute<{ now: string; oldest: string | null }>(sql`
    select now() as now, (select created_at from ${verifications} order by id limit 1) as oldest`);
  return { now: new Date(row!.now), oldest: row!.oldest === null ? null : new Date(row!.oldest) };
}

/** Deletes what is older than the rows it was counted from. */
export async function deleteSumsBefore(instant: Date): Promise<void> {
  for (const table of [hourlyVerifications, hourlyRefusals])
    await db().execute(sql`delete from ${table} where hour < ${instant.toISOString()}::timestamptz`);
}
