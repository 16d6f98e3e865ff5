import { and, desc, eq, gt, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { deliveries, verifications } from "@/drizzle/schema";
import { db, isMadeAfter, isMadeBefore, patternContaining, preparedInProject } from "@/lib/db";
import type { Channel } from "@/lib/projects";
import {
  belongsToProject,
  columns,
  databaseNow,
  hasKey,
  policyOfRow,
  type VerificationKey,
} from "../sql-fragments/repository";
import type { LoadedVerification, Status } from "../verification";

const findStatement = preparedInProject((db) =>
  db
    .select({ ...columns, now: databaseNow })
    .from(verifications)
    .where(and(eq(verifications.id, sql.placeholder("id")), belongsToProject(verifications.projectId)))
    .prepare("find_verification"),
);

export async function findById(projectId: string, id: string): Promise<LoadedVerification | undefined> {
  const [row] = await findStatement({ projectId, id });
  return row;
}

const findNewestStatement = preparedInProject((db) =>
  db
    .select({ ...columns, now: databaseNow })
    .from(verifications)
    .where(hasKey)
    .orderBy(desc(verifications.id))
    .limit(1)
    .prepare("find_newest_verification"),
);

export async function findNewest(
  values: VerificationKey & { projectId: string },
): Promise<LoadedVerification | undefined> {
  const [row] = await findNewestStatement(values);
  return row;
}

/** Finds verifications of any project, for the outbox worker. */
export async function findMany(ids: string[]): Promise<LoadedVerification[]> {
  return db()
    .select({ ...columns, now: databaseNow })
    .from(verifications)
    .where(inArray(verifications.id, ids));
}

/** Finds a verification of any project, for pages and links that do not name a project. */
export async function findAnywhere(id: string): Promise<LoadedVerification | undefined> {
  const [row] = await db()
    .select({ ...columns, now: databaseNow })
    .from(verifications)
    .where(eq(verifications.id, id));
  return row;
}

const v = verifications;
const isEnded = sql`(${v.verifiedAt} is not null or ${v.canceledAt} is not null)`;
const isLocked = sql`${v.attemptCount} >= (${policyOfRow}->>'maxAttempts')::int`;

/** `statusOf` as SQL conditions, with the same order of precedence. */
const statusIs: Record<Status, SQL> = {
  verified: sql`${v.verifiedAt} is not null`,
  canceled: sql`${v.verifiedAt} is null and ${v.canceledAt} is not null`,
  locked: sql`not ${isEnded} and ${isLocked}`,
  expired: sql`not ${isEnded} and not ${isLocked} and ${v.expiresAt} <= now()`,
  pending: sql`not ${isEnded} and not ${isLocked} and ${v.expiresAt} > now()`,
};

export interface RowFilter {
  status?: OneOrMore<Status>;
  identifier?: string;
  /** Part of an address, for the console's search. */
  identifierContains?: string;
  userId?: string;
  purpose?: OneOrMore<string>;
  channel?: OneOrMore<Channel>;
  /** ISO 3166-1 alpha-2. */
  countries?: readonly string[];
  dialects?: readonly string[];
  /** With a message that one of these providers was the last to try. */
  providerIds?: readonly string[];
  /** With a message that was not sent or not delivered for one of these reasons. */
  reasons?: readonly string[];
  /** A text in one member of the metadata, or the name of a member and its text. */
  metadata?: { name?: string; value: string };
  createdAfter?: Date;
  createdBefore?: Date;
  before?: { id: string };
  /** Only newer ones. */
  after?: { id: string };
  ids?: readonly string[];
  /** The oldest row to look at. */
  oldestId?: string;
  limit: number;
}

type OneOrMore<T> = T | readonly T[];

function listOf<T>(value: OneOrMore<T>): T[] {
  return Array.isArray(value) ? [...value] : [value as T];
}

const hasDelivery = (condition: SQL) =>
  sql`exists (select from ${deliveries} where ${deliveries.verificationId} = ${v.id} and ${deliveries.projectId} = ${v.projectId} and ${condition})`;

function hasMetadata({ name, value }: NonNullable<RowFilter["metadata"]>): SQL {
  return name === undefined
    ? sql`exists (select from jsonb_each_text(${v.metadata}) pair where pair.value ilike ${patternContaining(value)})`
    : sql`${v.metadata}->>${name} = ${value}`;
}

/** The row that is `count` rows after another one, or after the newest. Null: there are not so many. Skips in the index only. */
export async function rowAfter(
  projectId: string,
  before: string | undefined,
  count: number,
): Promise<{ id: string; createdAt: Date } | null> {
  const skipped = db()
    .select({ id: v.id })
    .from(v)
    .where(and(eq(v.projectId, projectId), before === undefined ? undefined : lt(v.id, before)))
    .orderBy(desc(v.id))
    .offset(count - 1)
    .limit(1);
  const [row] = await db()
    .select({ id: v.id, createdAt: v.createdAt })
    .from(v)
    .where(eq(v.id, sql`(${skipped})`));
  return row ?? null;
}

/** Newest first, as their ids tell. `before` is the last row of the previous page. */
export async function listRows(projectId: string, filter: RowFilter): Promise<LoadedVerification[]> {
  const { before, after } = filter;
  const when = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : condition(value);
  return db()
    .select({ ...columns, now: databaseNow })
    .from(v)
    .where(
      and(
        eq(v.projectId, projectId),
        when(filter.status, (status) => or(...listOf(status).map((one) => statusIs[one]))),
        when(filter.identifier, (identifier) => eq(v.identifier, identifier)),
        when(filter.identifierContains, (text) => ilike(v.identifier, patternContaining(text))),
        when(filter.userId, (userId) => eq(v.userId, userId)),
        when(filter.purpose, (purpose) => inArray(v.purpose, listOf(purpose))),
        when(filter.channel, (channel) => inArray(v.channel, listOf(channel))),
        when(filter.countries, (countries) => inArray(v.country, [...countries])),
        when(filter.dialects, (dialects) => inArray(v.dialect, [...dialects])),
        when(filter.providerIds, (ids) => hasDelivery(inArray(deliveries.providerId, [...ids]))),
        when(filter.reasons, (reasons) => hasDelivery(inArray(deliveries.reason, [...reasons]))),
        when(filter.metadata, hasMetadata),
        when(filter.createdAfter, (instant) =>
          and(gt(v.createdAt, instant), isMadeAfter(v.id, sql`${instant.toISOString()}::timestamptz`)),
        ),
        when(filter.createdBefore, (instant) =>
          and(lt(v.createdAt, instant), isMadeBefore(v.id, sql`${instant.toISOString()}::timestamptz`)),
        ),
        before && lt(v.id, before.id),
        after && gt(v.id, after.id),
        when(filter.ids, (ids) => inArray(v.id, [...ids])),
        when(filter.oldestId, (id) => gte(v.id, id)),
      ),
    )
    .orderBy(desc(v.id))
    .limit(filter.limit);
}
