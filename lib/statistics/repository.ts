import { eq, min, type SQL, sql } from "drizzle-orm";
import {
  dailyVerifications,
  deliveries,
  hourlyRefusals,
  hourlyVerifications,
  installation,
  verifications,
} from "@/drizzle/schema";
import { arrayLiteral, db, isMadeAfter, isMadeBefore } from "@/lib/db";
import type { Project } from "@/lib/projects";
import { type CountryPrices, type PricedChannel, pricedChannels, priceOf, pricesOf } from "@/lib/protection";
import { addSeconds, beginOfDay, day } from "@/lib/time";
import { type Dimension, dimensions, type Measure, measures } from "./dimensions";
import { secondsBounds } from "./histogram";

/** Of `hourly_verifications` and `daily_verifications`, in the order in which statements here name them. */
const dimensionColumns = sql.raw(dimensions.join(", "));
const sumColumns = sql.raw(
  [...measures, "verified_within", "sent_within", "sms_sent", "calls_sent", "whatsapp_sent"].join(", "),
);

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
  // The built-in providers send nothing to anybody.
  const sent = (channel: PricedChannel) =>
    sql`count(*) filter (where channel = ${sql.raw(`'${channel}'`)} and provider_kind not in ('inbox', 'test'))`;
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
      ${histogram(sendSeconds, sql`d.finished_at is not null`)} as sent_within,
      coalesce(sum(d.sms_sent), 0)::int as sms_sent, coalesce(sum(d.calls_sent), 0)::int as calls_sent,
      coalesce(sum(d.whatsapp_sent), 0)::int as whatsapp_sent
    from ${v} v left join (
      select verification_id, (array_agg(provider_kind order by id desc))[1] as provider_kind,
        bool_or(status in ('delivered', 'complained')) as was_delivered,
        ${sent("sms")} as sms_sent, ${sent("voice")} as calls_sent, ${sent("whatsapp")} as whatsapp_sent, min(created_at) as created_at, min(finished_at) as finished_at
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
    await tx.execute(sql`
      insert into ${hourlyVerifications} (project_id, hour, ${dimensionColumns}, ${sumColumns}) ${sumsOfHour(hour, null)}`);
    await tx.execute(sql`
      delete from ${hourlyRefusals} where hour = ${hour.toISOString()}::timestamptz and reason like 'message/%'`);
    await tx.execute(sql`insert into ${hourlyRefusals} ${undeliverableOfHour(hour)}`);
  });
}

/** Adds up the hours of one day again. */
export async function recountDay(day: Date): Promise<void> {
  const from = sql`${day.toISOString()}::timestamptz`;
  await db().transaction(async (tx) => {
    await tx.execute(sql`delete from ${dailyVerifications} where day = ${from}`);
    await tx.execute(sql`
      insert into ${dailyVerifications} (project_id, day, ${dimensionColumns}, ${sumColumns})
      select project_id, ${from}, ${dimensionColumns}, ${sql.join(measures.map(total), sql`, `)},
        ${addedSteps("verified_within")}, ${addedSteps("sent_within")}, ${total("sms_sent")}, ${total("calls_sent")}, ${total("whatsapp_sent")}
      from ${hourlyVerifications} where hour >= ${from} and hour < ${from} + interval '1 day'
      group by project_id, ${dimensionColumns}`);
  });
}

const total = (column: string) => sql`sum(${sql.identifier(column)})::int`;

/** The sum of histograms. */
function addedSteps(histogram: string): SQL {
  const steps = Array.from(
    { length: secondsBounds.length + 1 },
    (_, step) => sql`sum(${sql.identifier(histogram)}[${sql.raw(String(step + 1))}])::int`,
  );
  return sql`array[${sql.join(steps, sql`, `)}]`;
}

/** One row of a series or a breakdown. */
export interface Sums extends Record<Measure, number> {
  /** The beginning of the interval. Null in a total. */
  at: Date | null;
  /** The value of the dimension. Null without one. */
  value: string | null;
  verifiedWithin: number[];
  sentWithin: number[];
  /** What the messages cost by the project's prices, in US dollars. */
  cost: number;
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

/** The project's prices as rows to join with. Numbers of no country have an empty one. */
function pricesAsRows(project: Project): SQL {
  const ofNone = {
    country: "",
    ...Object.fromEntries(pricedChannels.map((one) => [one, priceOf(project, null, one)])),
  };
  const prices = [...pricesOf(project), ofNone as Omit<CountryPrices, "own">];
  const columns = (["country", ...pricedChannels] as const).map((name) =>
    arrayLiteral(prices.map((row) => row[name])),
  );
  const [country, sms, voice, whatsapp] = columns;
  return sql`unnest(${country}::text[], ${sms}::float8[], ${voice}::float8[], ${whatsapp}::float8[]) as price(country, sms, voice, whatsapp)`;
}

/** A part of a period, and where its sums are. */
interface Part {
  table: typeof hourlyVerifications | typeof dailyVerifications;
  time: SQL;
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** Whole days that are counted are read as days: that is up to 24 times fewer rows. */
async function partsOf({ from, to, interval }: SumsQuery): Promise<Part[]> {
  const hours = (part: { from: Date; to: Date }) => ({
    table: hourlyVerifications,
    time: sql`hour`,
    ...part,
  });
  const daysUntil = interval === "hour" ? null : await readDaysUntil();
  const firstDay = addSeconds(beginOfDay(addSeconds(from, -1)), day);
  const lastDay = daysUntil === null || beginOfDay(to) < daysUntil ? beginOfDay(to) : daysUntil;
  if (daysUntil === null || firstDay >= lastDay) return [hours({ from, to })];
  return [
    hours({ from, to: firstDay }),
    { table: dailyVerifications, time: sql`day`, from: firstDay, to: lastDay },
    hours({ from: lastDay, to }),
  ].filter((part) => part.from < part.to);
}

/** Adds up hours. Days are those of UTC. */
export async function readSums(project: Project, query: SumsQuery): Promise<Sums[]> {
  const { interval, by, where } = query;
  const at = interval === null ? sql`null::timestamptz` : sql`date_trunc(${interval}::text, at, 'UTC')`;
  const value = by === null ? sql`null::text` : sql`sums.${sql.identifier(by)}`;
  const filters = Object.entries(where).map(
    ([dimension, values]) => sql`and ${sql.identifier(dimension)} = any(${arrayLiteral(values!)}::text[])`,
  );
  const parts = (await partsOf(query)).map(
    ({ table, time, from, to }) => sql`
      select ${time} as at, ${dimensionColumns}, ${sumColumns} from ${table}
      where project_id = ${project.id} and ${time} >= ${from.toISOString()}::timestamptz and ${time} < ${to.toISOString()}::timestamptz
        ${sql.join(filters, sql` `)}`,
  );
  const rows = await db().execute<Record<string, unknown>>(sql`
    select ${at} as at, ${value} as value, ${sql.join(
      measures.map((measure) => sql`${total(measure)} as ${sql.identifier(measure)}`),
      sql`, `,
    )},
      -- As JSON, because the driver doesn't know array types.
      to_jsonb(${addedSteps("verified_within")}) as "verifiedWithin", to_jsonb(${addedSteps("sent_within")}) as "sentWithin",
      coalesce(sum(sms_sent * price.sms + calls_sent * price.voice + whatsapp_sent * price.whatsapp), 0)::float8 as cost
    from (${sql.join(parts, sql` union all `)}) sums left join ${pricesAsRows(project)} on price.country = sums.country
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
const daysUntil = "statistics.days_until";

/** Until when everything was counted at least once. Null: nothing was. */
export const readCountedUntil = () => readInstant(countedUntil);
export const saveCountedUntil = (instant: Date) => saveInstant(countedUntil, instant);

/** The end of the last day whose hours were added up. Null: none was. */
export const readDaysUntil = () => readInstant(daysUntil);
export const saveDaysUntil = (instant: Date) => saveInstant(daysUntil, instant);

async function readInstant(name: string): Promise<Date | null> {
  const [row] = await db().select().from(installation).where(eq(installation.name, name));
  return row ? new Date(row.value) : null;
}

async function saveInstant(name: string, instant: Date): Promise<void> {
  const value = instant.toISOString();
  await db()
    .insert(installation)
    .values({ name, value })
    .onConflictDoUpdate({ target: installation.name, set: { value } });
}

/** The database's clock, and when the oldest verification started. Null: there is none. */
export async function readBounds(): Promise<{ now: Date; oldest: Date | null }> {
  const [row] = await db().execute<{ now: string; oldest: string | null }>(sql`
    select now() as now, (select created_at from ${verifications} order by id limit 1) as oldest`);
  return { now: new Date(row!.now), oldest: row!.oldest === null ? null : new Date(row!.oldest) };
}

/** The first hour with sums. Null: there is none. */
export async function readOldestHour(): Promise<Date | null> {
  const [row] = await db()
    .select({ hour: min(hourlyVerifications.hour) })
    .from(hourlyVerifications);
  return row!.hour;
}

/** Deletes what is older than the rows it was counted from. */
export async function deleteSumsBefore(instant: Date): Promise<void> {
  for (const table of [hourlyVerifications, hourlyRefusals])
    await db().execute(sql`delete from ${table} where hour < ${instant.toISOString()}::timestamptz`);
  await db().execute(
    sql`delete from ${dailyVerifications} where day < ${instant.toISOString()}::timestamptz`,
  );
}
