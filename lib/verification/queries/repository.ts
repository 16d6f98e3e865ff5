import { and, desc, eq, gt, ilike, inArray, lt, type SQL, sql } from "drizzle-orm";
import { verifications } from "@/drizzle/schema";
import { db, isMadeAfter, isMadeBefore, patternContaining, prepared } from "@/lib/db";
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

const findStatement = prepared((db) =>
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

const findNewestStatement = prepared((db) =>
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
  const [row] = await findNewestStatement({ ...values });
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
  status?: Status;
  identifier?: string;
  /** Part of an address, for the console's search. */
  identifierContains?: string;
  userId?: string;
  purpose?: string;
  channel?: Channel;
  createdAfter?: Date;
  createdBefore?: Date;
  before?: { id: string };
  limit: number;
}

/** Newest first, as their ids tell. `before` is the last row of the previous page. */
export async function listRows(projectId: string, filter: RowFilter): Promise<LoadedVerification[]> {
  const { before } = filter;
  const when = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : condition(value);
  return db()
    .select({ ...columns, now: databaseNow })
    .from(v)
    .where(
      and(
        eq(v.projectId, projectId),
        when(filter.status, (status) => statusIs[status]),
        when(filter.identifier, (identifier) => eq(v.identifier, identifier)),
        when(filter.identifierContains, (text) => ilike(v.identifier, patternContaining(text))),
        when(filter.userId, (userId) => eq(v.userId, userId)),
        when(filter.purpose, (purpose) => eq(v.purpose, purpose)),
        when(filter.channel, (channel) => eq(v.channel, channel)),
        when(filter.createdAfter, (instant) =>
          and(gt(v.createdAt, instant), isMadeAfter(v.id, sql`${instant.toISOString()}::timestamptz`)),
        ),
        when(filter.createdBefore, (instant) =>
          and(lt(v.createdAt, instant), isMadeBefore(v.id, sql`${instant.toISOString()}::timestamptz`)),
        ),
        before && lt(v.id, before.id),
      ),
    )
    .orderBy(desc(v.id))
    .limit(filter.limit);
}
