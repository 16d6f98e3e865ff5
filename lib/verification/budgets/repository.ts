import { type SQL, sql } from "drizzle-orm";
import { budgets } from "@/drizzle/schema";
import { type Db, db } from "@/lib/db";
import { param } from "../sql-fragments/repository";

/*
 * Sliding windows for sends and wrong codes. A window is one row with the instants that still count. The upsert that
 * appends an instant is also the lock and the check, so windows are exact under parallel requests.
 */

/**
 * The instants of a budget row that are within a window of this length before now. While a budget is locked, all of them
 * count; afterwards none.
 */
export function recent(window: SQL): SQL {
  return sql`case when ${budgets.fullUntil} is not null and cardinality(${budgets.instants}) >= ${budgets.capacity}
    then case when ${budgets.fullUntil} > now() then ${budgets.instants} else '{}' end
    else array(select t from unnest(${budgets.instants}) t where t > now() - ${window} order by t) end`;
}

/**
 * At the end of a lateral lookup by a whole key: keeps the planner from turning it into a join, which would read all
 * rows of the project when its statistics are old.
 */
export const oneRow = sql`limit 1`;

/** The window length of the upserted row: the distance from now to `empty_at`. */
export const excludedWindow = sql`(excluded.empty_at - now())`;

/** The guess budgets that each verification in `from` counts in. A budget by user applies only if there is one. */
export function guessBudgetsOf(from: SQL): SQL {
  return sql`
    select project_id, key, wrong, make_interval(secs => "windowSeconds") as span, make_interval(secs => "lockSeconds") as lock
    from (select * from ${from}) v, jsonb_to_recordset(policy->'guessBudgets') as budget("by" text, wrong int, "windowSeconds" int, "lockSeconds" int)
    cross join lateral (select case "by" when 'user' then 'user:' || user_id else identifier_type || ':' || identifier end as key) subject
    where key is not null`;
}

/** Appends the new instant to a budget. If the window is full, the upsert changes and returns nothing. */
export const appendInstant = sql`
  on conflict (project_id, kind, key) do update
    set instants = ${recent(excludedWindow)} || excluded.instants, capacity = excluded.capacity, empty_at = excluded.empty_at,
      full_until = excluded.full_until
    where cardinality(${recent(excludedWindow)}) < excluded.capacity`;

/** When a budget that has just become full unlocks. Null if it has room or does not lock. */
export const locksUntil = sql`case when cardinality(${budgets.instants}) >= ${budgets.capacity} then ${budgets.fullUntil} end`;

/** The parameters of `spendSends`: the limits, as one array per column. */
export interface LimitArrays {
  limitKeys: string;
  limitMaxes: string;
  limitWindows: string;
}

/**
 * Spends one send of every limit, or of none. `when` is an
 * additional condition. `quota` reads the windows before the send, to explain a refusal; `spent` decides on locked rows.
 * `isContended`: a parallel statement sent to the recipient after this one had read the database.
 */
export function spendSends(db: Db, when: SQL) {
  const asked = sql`unnest(${param("limitKeys", "text[]")}, ${param("limitMaxes", "int[]")}, ${param("limitWindows", "int[]")})
    as asked(key, max, "windowSeconds")`;
  const window = sql`make_interval(secs => asked."windowSeconds")`;
  const quota = db.$with("quota", {}).as(sql`
    select asked.key, asked.max, asked."windowSeconds", ${window} as span, coalesce(had.instants, '{}') as instants
    from ${asked}
    left join lateral (
      select ${recent(window)} as instants from ${budgets}
      where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'send' and ${budgets.key} = asked.key
      ${oneRow}
    ) had on true`);
  const spent = db.$with("spent", {}).as(sql`
    insert into ${budgets} (project_id, kind, key, instants, capacity, empty_at)
    select ${param("projectId", "uuid")}, 'send', key, array[now()], max, now() + span from quota
    where ${when} and not exists (select from quota where cardinality(instants) >= max)
    order by key
    ${appendInstant}
    returning key, cardinality(${budgets.instants}) as used`);
  const granted = sql`(${when} and (select count(*) from spent) = (select count(*) from quota))`;
  const isContended = sql`exists (select from spent join quota on quota.key = spent.key
    where spent.key like 'recipient/%' and spent.used <> cardinality(quota.instants) + 1)`;
  return { quota, spent, granted, isContended };
}

/** Each send limit with how much of it is used and when it next has room. */
export const quotaReport = sql<QuotaLine[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'key', key, 'max', max, 'windowSeconds', "windowSeconds", 'used', cardinality(instants),
    'resetSeconds', case when cardinality(instants) > 0
      then ceil(extract(epoch from instants[greatest(1, cardinality(instants) - max + 1)] + span - now())) else "windowSeconds" end
  )), '[]') from quota)`;

export interface QuotaLine {
  key: string;
  max: number;
  windowSeconds: number;
  /** Before this send. */
  used: number;
  /** When enough sends have left the window. */
  resetSeconds: number;
}

/**
 * Deletes the budgets of these subjects: guess budgets have the subject as key, send limits have keys that end with it.
 * Returns the number of deleted rows.
 */
export async function deleteBudgets(projectId: string, subjects: readonly string[]): Promise<number> {
  const deleted = await db().execute(sql`
    delete from ${budgets} b using jsonb_array_elements_text(${JSON.stringify(subjects)}::jsonb) as subject(key)
    where b.project_id = ${projectId} and (
      b.kind = 'guess' and b.key = subject.key
      or b.kind = 'send' and b.key like 'recipient/%' and regexp_replace(b.key, '^recipient/[0-9]+/', '') = subject.key)
    returning 1`);
  return deleted.length;
}
