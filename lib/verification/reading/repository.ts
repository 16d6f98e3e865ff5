import { and, desc, eq, getTableColumns, gt, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import { verifications } from "@/drizzle/schema";
import { db } from "@/lib/db";
import type { Read, Status } from "../verification";

const v = verifications;
const isEnded = sql`(${v.verifiedAt} is not null or ${v.canceledAt} is not null)`;
const isLocked = sql`${v.attemptCount} >= (${v.policy}->>'maxAttempts')::int`;

/** `statusOf`, as conditions on rows: the same facts in the same order of precedence. */
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
  createdAfter?: Date;
  createdBefore?: Date;
  before?: { createdAt: Date; id: string };
  limit: number;
}

/** Newest first; `before` is the last row of the page before. */
export async function listRows(projectId: string, filter: RowFilter): Promise<Read[]> {
  const { before } = filter;
  const when = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) =>
    value === undefined ? undefined : condition(value);
  return db()
    .select({ ...getTableColumns(v), now: sql<Date>`now()`.mapWith(v.createdAt) })
    .from(v)
    .where(
      and(
        eq(v.projectId, projectId),
        when(filter.status, (status) => statusIs[status]),
        when(filter.identifier, (identifier) => eq(v.identifier, identifier)),
        when(filter.identifierContains, (text) =>
          ilike(v.identifier, `%${text.replace(/[\\%_]/g, "\\$&")}%`),
        ),
        when(filter.userId, (userId) => eq(v.userId, userId)),
        when(filter.purpose, (purpose) => eq(v.purpose, purpose)),
        when(filter.createdAfter, (instant) => gt(v.createdAt, instant)),
        when(filter.createdBefore, (instant) => lt(v.createdAt, instant)),
        before &&
          or(lt(v.createdAt, before.createdAt), and(eq(v.createdAt, before.createdAt), lt(v.id, before.id))),
      ),
    )
    .orderBy(desc(v.createdAt), desc(v.id))
    .limit(filter.limit);
}
