import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { budgets, events, verifications } from "@/drizzle/schema";
import type { Db } from "@/lib/db";
import type { Read, Verification } from "../verification";

/*
 * What the statements of this room are made of. Each statement is one round trip: what must be true together is one
 * statement with data-modifying CTEs. Locks are taken in one order everywhere, verifications before budgets, so that
 * parallel calls for one recipient queue and never deadlock.
 */

export const columns = getTableColumns(verifications);

/** The database's clock, rounded as columns are: two ways of rounding would make 600 seconds 601. */
export const nowAs = sql<Date>`now()::timestamptz(3)`.mapWith(verifications.createdAt);

/** A named parameter with its type: in `insert … select`, PostgreSQL cannot infer it. */
export function param(name: string, type: "uuid" | "text" | "int" | "boolean" | "jsonb" | "bigint"): SQL {
  return sql`${sql.placeholder(name)}::${sql.raw(type)}`;
}

export function inSeconds(name: string): SQL {
  return sql`now() + make_interval(secs => ${sql.placeholder(name)}::int)`;
}

/**
 * The instants of a budget row that still count, when a window of this length looks back from now. A full row that
 * locks keeps all of them until it lets go, and then none.
 */
export function recent(window: SQL): SQL {
  return sql`case when ${budgets.fullUntil} is not null and cardinality(${budgets.instants}) >= ${budgets.capacity}
    then case when ${budgets.fullUntil} > now() then ${budgets.instants} else '{}' end
    else array(select t from unnest(${budgets.instants}) t where t > now() - ${window} order by t) end`;
}

/** The window of the row that an upsert brings: what `empty_at` is ahead of now. */
export const excludedWindow = sql`(excluded.empty_at - now())`;

/** The guess budgets that each verification of `from` is counted in. One by user needs a user. */
export function guessBudgetsOf(from: SQL): SQL {
  return sql`
    select project_id, key, wrong, make_interval(secs => "windowSeconds") as span, make_interval(secs => "lockSeconds") as lock
    from (select * from ${from}) v, jsonb_to_recordset(policy->'guessBudgets') as budget("by" text, wrong int, "windowSeconds" int, "lockSeconds" int)
    cross join lateral (select case "by" when 'user' then 'user:' || user_id else identifier_type || ':' || identifier end as key) subject
    where key is not null`;
}

/** Appends the new instant to a budget, unless the window is full: then the upsert changes and returns nothing. */
export const appendInstant = sql`
  on conflict (project_id, kind, key) do update
    set instants = ${recent(excludedWindow)} || excluded.instants, capacity = excluded.capacity, empty_at = excluded.empty_at,
      full_until = excluded.full_until
    where cardinality(${recent(excludedWindow)}) < excluded.capacity`;

/** When the budget that has just taken its last instant lets go again. Null while it has room, or only slides. */
export const locksUntil = sql`case when cardinality(${budgets.instants}) >= ${budgets.capacity} then ${budgets.fullUntil} end`;

/** Appends one event for each row of `from`. `data` may use its columns. */
export function appendEvent(
  db: Db,
  from: SQL,
  type: SQL,
  data: SQL = param("eventData", "jsonb"),
  id: SQL = param("eventId", "uuid"),
) {
  return db.$with("event", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select ${id}, project_id, id, ${type}, ${param("actor", "text")}, ${param("requestId", "text")}, ${data} from ${from}`);
}

/** Every column of `from`, as a verification; null throughout when a left join found none. */
export function verificationFrom(from: string) {
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [
      field,
      sql`${sql.identifier(from)}.${sql.identifier(column.name)}`.mapWith(column),
    ]),
  ) as { [K in keyof Verification]: SQL<Verification[K]> };
}

export interface Acting {
  projectId: string;
  actor: string;
  requestId: string | null;
  eventId: string;
  eventData: string;
}

export function withNow<
  Row extends { now: Date; verification: { [K in keyof Verification]: Verification[K] } },
>({ verification, ...row }: Row) {
  // A left join without a partner gives a row of nulls; an id is never null.
  return {
    ...row,
    verification: verification.id === null ? null : ({ ...verification, now: row.now } as Read),
  };
}
