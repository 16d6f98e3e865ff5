import { type AnyColumn, and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import { events, type Policy, policies, verifications } from "@/drizzle/schema";
import type { Db } from "@/lib/db";
import type { LoadedVerification, Verification } from "../verification";

/*
 * Parts of the engine's SQL statements. What must be written together is one statement with data-modifying CTEs, and so
 * one round trip. Locks are taken in the same order everywhere, verifications before budgets, so that parallel calls for
 * one recipient queue and cannot deadlock.
 */

/**
 * The policy of a row of `verifications` or of a common table expression with its `policy_id`, by that one key: a join might
 * read all policies when statistics are old.
 */
export const policyOfRow = sql`(select p.policy from ${policies} p where p.id = policy_id)`;

const parsed = new Map<string, Policy>();
const maxParsed = 1000;

/** Parses a policy's text. Policies repeat, so the latest are kept. They are shared: nobody may change one. */
export function parsePolicy(text: string): Policy {
  const known = parsed.get(text);
  if (known) return known;
  if (parsed.size >= maxParsed) parsed.clear();
  const policy: Policy = JSON.parse(text);
  parsed.set(text, policy);
  return policy;
}

const { policyId: _, ...ownColumns } = getTableColumns(verifications);

const policyFrom = (policy: SQL) => sql<Verification["policy"]>`${policy}::text`.mapWith(parsePolicy);

/** What `select` and `returning` read of a row of `verifications`. */
export const columns = { ...ownColumns, policy: policyFrom(policyOfRow) };

/** All columns of a row of `verifications`, and its policy. For common table expressions. */
export const rowWithPolicy = sql`*, ${policyOfRow} as policy`;

/** The database's `now`, rounded like columns. Otherwise 600 seconds could become 601. */
export const databaseNow = sql<Date>`now()::timestamptz(3)`.mapWith(verifications.createdAt);

/** A named parameter with its type: in `insert … select`, PostgreSQL cannot infer it. */
export function param(
  name: string,
  type:
    | "uuid"
    | "text"
    | "int"
    | "boolean"
    | "jsonb"
    | "bigint"
    | "bytea"
    | "uuid[]"
    | "text[]"
    | "int[]"
    | "float8[]",
): SQL {
  return sql`${sql.placeholder(name)}::${sql.raw(type)}`;
}

/**
 * The row belongs to the parameter `projectId`, for rows that are found by another key. No index can serve `is not distinct
 * from`: with `=`, the planner might read all rows of the project while its statistics are old.
 */
export function belongsToProject(projectId: AnyColumn | SQL): SQL {
  return sql`${projectId} is not distinct from ${param("projectId", "uuid")}`;
}

/** Identifies a verification without its id: the newest one with this key, in any state. */
export interface VerificationKey {
  policyName: string;
  identifierType: string;
  identifier: string;
  userId: string | null;
  client: string | null;
}

/** The row has the key of the parameters. */
export const hasKey = sql`${belongsToProject(verifications.projectId)} and ${verifications.identifier} = ${param("identifier", "text")}
  and ${verifications.policyName} = ${param("policyName", "text")} and ${verifications.identifierType} = ${param("identifierType", "text")}
  and ${verifications.userId} is not distinct from ${param("userId", "uuid")}
  and ${verifications.client} is not distinct from ${param("client", "text")}`;

export function inSeconds(name: string): SQL {
  return sql`now() + make_interval(secs => ${sql.placeholder(name)}::int)`;
}

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

type Selected<Fields> = { [K in keyof Fields]: SQL<Fields[K]> };

/** A row of `from` as a verification without its policy. All are null if a left join found none. */
export function ownColumnsFrom(from: string) {
  const own = Object.entries(ownColumns).map(([field, column]) => [
    field,
    sql`${sql.identifier(from)}.${sql.identifier(column.name)}`.mapWith(column),
  ]);
  return Object.fromEntries(own) as Selected<Omit<Verification, "policy">>;
}

/** The same with its policy, for rows of `rowWithPolicy`. */
export function verificationFrom(from: string): Selected<Verification> {
  return { ...ownColumnsFrom(from), policy: policyFrom(sql`${sql.identifier(from)}.policy`) };
}

export interface ActorFields {
  projectId: string;
  actor: string;
  requestId: string | null;
  eventId: string;
  eventData: string;
}

export function withNow<
  Row extends { now: Date; verification: { [K in keyof Verification]: Verification[K] } },
>({ verification, ...row }: Row) {
  // A left join without a match returns a row of nulls. An id is never null.
  return {
    ...row,
    verification: verification.id === null ? null : ({ ...verification, now: row.now } as LoadedVerification),
  };
}

/** The verification, if nothing has proven or canceled it. */
export function isUnproven(projectId: string, id: string) {
  return and(
    eq(verifications.id, id),
    eq(verifications.projectId, projectId),
    isNull(verifications.verifiedAt),
    isNull(verifications.canceledAt),
  );
}
