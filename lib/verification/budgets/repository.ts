import { type SQL, sql } from "drizzle-orm";
import { budgets } from "@/drizzle/schema";
import { type Db, db, preparedInProject } from "@/lib/db";
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

/** The parameters of `spendSends`: one array per column. */
export interface LimitArrays {
  /** One for each limit. A key can have several windows. */
  limitKeys: string;
  limitMaxes: string;
  limitWindows: string;
  /** The budgets that the limits share: each key once, in the order in which everybody locks them. */
  budgetKeys: string;
  budgetCapacities: string;
  budgetWindows: string;
  volumeKeys: string;
  volumeAmounts: string;
  /** A volume that is only counted has no maximum (null). */
  volumeMaxes: string;
  volumeWindows: string;
}

const askedLimits = sql`unnest(${param("limitKeys", "text[]")}, ${param("limitMaxes", "int[]")}, ${param("limitWindows", "int[]")})
    as asked(key, max, "windowSeconds")`;
const askedWindow = sql`make_interval(secs => asked."windowSeconds")`;

/** The longest window of a subject, in this call or an earlier one: the distance from the newest instant to `empty_at`. */
const longestWindow = sql`greatest(${excludedWindow}, ${budgets.emptyAt} - ${budgets.instants}[cardinality(${budgets.instants})])`;

/** The amount in the window of an upserted volume. */
const amountBefore = sql`(select coalesce(sum(amount), 0) from unnest(${budgets.instants}, ${budgets.amounts}) step(at, amount)
  where at > now() - ${excludedWindow})`;

/** The budget of the row `asked`. */
const budgetOf = (kind: "send" | "volume") => sql`${budgets.projectId} = ${param("projectId", "uuid")}
    and ${budgets.kind} = ${sql.raw(`'${kind}'`)} and ${budgets.key} = asked.key ${oneRow}`;

interface Spending {
  /** A further condition. Read once. */
  when: SQL;
  /** Whether the call may add to volumes. Without them, PostgreSQL has half as much to prepare for. */
  addsVolumes: boolean;
  /** A full volume does not refuse the message, which the caller must then not send; nothing is added to volumes. */
  hidesFullVolumes?: SQL;
}

/**
 * Spends one send of every limit and the amount of every volume, or nothing. `quota` and `volume` read the windows before the send,
 * to explain a refusal; `spent` and `added` decide on locked rows. `isContended`: a parallel statement sent to the recipient after
 * this one had read the database. Every decision is a column of `opening` or `decision`, so that it is made once.
 */
export function spendSends(db: Db, { when, addsVolumes, hidesFullVolumes = sql`false` }: Spending) {
  const quota = db.$with("quota", {}).as(sql`
    select asked.key, asked.max, asked."windowSeconds", ${askedWindow} as span, had.instants[cardinality(had.instants)] as newest,
      array(select t from unnest(had.instants) t where t > now() - ${askedWindow}) as instants
    from ${askedLimits} left join lateral (select ${budgets.instants} as instants from ${budgets} where ${budgetOf("send")}) had on true`);
  const opening = db.$with("opening", {}).as(sql`
    select ${when} and not exists (select from quota where cardinality(instants) >= max) as is_allowed,
      ${addsVolumes ? sql`exists (select from volume where used + amount > max)` : sql`false`} as is_full`);
  const opens = sql`(select is_allowed and (${hidesFullVolumes} or not is_full) from opening)`;
  const spent = db.$with("spent", {}).as(sql`
    insert into ${budgets} (project_id, kind, key, instants, capacity, empty_at)
    select ${param("projectId", "uuid")}, 'send', key, array[now()], capacity, now() + make_interval(secs => seconds)
    from unnest(${param("budgetKeys", "text[]")}, ${param("budgetCapacities", "int[]")}, ${param("budgetWindows", "int[]")}) as budget(key, capacity, seconds)
    where ${opens}
    on conflict (project_id, kind, key) do update
      set instants = array(select t from unnest(${budgets.instants}) t where t > now() - ${longestWindow}) || excluded.instants,
        capacity = excluded.capacity, empty_at = now() + ${longestWindow}
      where not exists (select from ${askedLimits} where asked.key = ${budgets.key}
        and (select count(*) from unnest(${budgets.instants}) t where t > now() - ${askedWindow}) >= asked.max)
    returning key, ${budgets.instants}[cardinality(${budgets.instants}) - 1] as previous`);
  const isSpent = sql`${opens} and (select count(*) from spent) = cardinality(${param("budgetKeys", "text[]")})`;
  const isAdded = sql`(is_full or (select count(*) from added) = cardinality(${param("volumeKeys", "text[]")}))`;
  const decision = db.$with("decision", {}).as(
    addsVolumes
      ? sql`select is_spent and ${isAdded} as is_granted, is_full, is_allowed and is_full or is_spent and not ${isAdded} as is_volume_full
          from (select ${isSpent} as is_spent, opening.* from opening offset 0) opening`
      : sql`select ${isSpent} as is_granted, false as is_full, false as is_volume_full`,
  );
  const isContended = sql<boolean>`exists (select from spent join quota on quota.key = spent.key
    where spent.key like 'recipient/%' and spent.previous > coalesce(quota.newest, '-infinity'))`;
  return {
    ctes: addsVolumes
      ? [quota, readVolumes(db), opening, spent, addVolumes(db, isSpent), decision]
      : [quota, opening, spent, decision],
    granted: sql`(select is_granted from decision)`,
    isContended,
    isFull: sql`(select is_full from decision)`,
    isVolumeFull: sql<boolean>`(select is_volume_full from decision)`,
    volumes: addsVolumes ? volumeReport : sql<null>`null`,
  };
}

function readVolumes(db: Db) {
  return db.$with("volume", {}).as(sql`
    select asked.key, asked.amount, asked.max, ${askedWindow} as span, coalesce(had.used, 0) as used
    from unnest(${param("volumeKeys", "text[]")}, ${param("volumeAmounts", "int[]")}, ${param("volumeMaxes", "int[]")},
      ${param("volumeWindows", "int[]")}) as asked(key, amount, max, "windowSeconds")
    left join lateral (
      select (select sum(amount) from unnest(${budgets.instants}, ${budgets.amounts}) step(at, amount)
        where at > now() - ${askedWindow}) as used
      from ${budgets} where ${budgetOf("volume")}
    ) had on true`);
}

function addVolumes(db: Db, when: SQL) {
  return db.$with("added", {}).as(sql`
    insert into ${budgets} (project_id, kind, key, instants, amounts, capacity, empty_at)
    select ${param("projectId", "uuid")}, 'volume', key, array[date_bin(span / 60, now(), 'epoch')], array[amount],
      coalesce(max, 2147483647), now() + span from volume
    where ${when} and not (select is_full from opening)
    order by key
    on conflict (project_id, kind, key) do update
      set (instants, amounts) = (
          select array_agg(at order by at), array_agg(amount order by at) from (
            select at, sum(amount)::int as amount from (
              select * from unnest(${budgets.instants}, ${budgets.amounts}) union all select * from unnest(excluded.instants, excluded.amounts)
            ) step(at, amount) where at > now() - ${excludedWindow} group by at) merged),
        capacity = excluded.capacity, empty_at = excluded.empty_at
      where ${amountBefore} + excluded.amounts[1] <= excluded.capacity
    returning key`);
}

/** Each send limit with how much of it is used and when it next has room. */
export const quotaReport = sql<QuotaLine[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'key', key, 'max', max, 'windowSeconds', "windowSeconds", 'used', cardinality(instants),
    'resetSeconds', case when cardinality(instants) > 0
      then ceil(extract(epoch from instants[greatest(1, cardinality(instants) - max + 1)] + span - now())) else "windowSeconds" end
  )), '[]') from quota)`;

/** How much of each volume was used before this message. Null: none was asked for. */
const volumeReport = sql<VolumeLine[] | null>`(
  select jsonb_agg(jsonb_build_object('key', key, 'used', used)) from volume)`;

const addStatement = preparedInProject((db) => {
  const { ctes, isVolumeFull, volumes } = spendSends(db, { when: sql`true`, addsVolumes: true });
  return db
    .with(...ctes)
    .select({ isVolumeFull, volumes })
    .from(sql`(select 1) one`)
    .prepare("add_to_volumes");
});

/** Adds to volumes without a new verification or resend. Adds nothing if one of them is full. */
export async function addToVolumes(values: LimitArrays & { projectId: string }) {
  const [row] = await addStatement(values);
  return row!;
}

export interface QuotaLine {
  key: string;
  max: number;
  windowSeconds: number;
  /** Before this send. */
  used: number;
  /** When enough sends have left the window. */
  resetSeconds: number;
}

export interface VolumeLine {
  key: string;
  used: number;
}

/**
 * Deletes the budgets of these subjects: guess budgets have the subject as key, send limits a key that ends with it.
 * Returns the number of deleted rows.
 */
export async function deleteBudgets(projectId: string, subjects: readonly string[]): Promise<number> {
  const deleted = await db().execute(sql`
    delete from ${budgets} b using jsonb_array_elements_text(${JSON.stringify(subjects)}::jsonb) as subject(key)
    where b.project_id = ${projectId} and (
      b.kind = 'guess' and b.key = subject.key
      or b.kind = 'send' and b.key = 'recipient/' || subject.key)
    returning 1`);
  return deleted.length;
}
