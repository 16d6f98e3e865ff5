import { and, asc, eq, isNotNull, ne, sql } from "drizzle-orm";
import { identifiers } from "@/drizzle/schema";
import type { Tx } from "@/lib/db";
import { newNumber } from "@/lib/id";
import type { UserIdentifier } from "../user";
import type { IdentifierStatus } from "./identifier-status";

/** An identifier's type, value and normalized value, including types that cannot be verified. */
export type PlainIdentifier = Pick<UserIdentifier, "type" | "value" | "normalized">;

type Value = Pick<UserIdentifier, "projectId" | "type" | "normalized">;

const isValue = ({ projectId, type, normalized }: Value) =>
  and(
    eq(identifiers.projectId, projectId),
    eq(identifiers.type, type),
    eq(identifiers.normalized, normalized),
  );

/** Whether any user of the project, or any other than one, has the value verified. */
export async function isHeldVerified(tx: Tx, value: Value & { otherThan?: string }): Promise<boolean> {
  const { otherThan } = value;
  const found = await tx
    .select({ id: identifiers.id })
    .from(identifiers)
    .where(
      and(
        isValue(value),
        isNotNull(identifiers.verifiedAt),
        otherThan === undefined ? undefined : ne(identifiers.userId, otherThan),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** The user with the value: the one who has it verified, or else the first one. */
export async function findHolder(tx: Tx, value: Value): Promise<string | undefined> {
  const [row] = await tx
    .select({ userId: identifiers.userId })
    .from(identifiers)
    .where(isValue(value))
    .orderBy(sql`${identifiers.verifiedAt} is null`, asc(identifiers.createdAt), asc(identifiers.id))
    .limit(1);
  return row?.userId;
}

/** Locks the value against parallel searches for its holder until the transaction ends. */
export async function lockValue(tx: Tx, { projectId, type, normalized }: Value): Promise<void> {
  const name = `${projectId}/${type}/${normalized}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** Makes a user's primary identifier of this type secondary. The user must be locked. */
export async function demotePrimary(
  tx: Tx,
  { userId, type }: Pick<UserIdentifier, "userId" | "type">,
): Promise<void> {
  await tx
    .update(identifiers)
    .set({ isPrimary: false })
    .where(and(eq(identifiers.userId, userId), eq(identifiers.type, type), identifiers.isPrimary));
}

export interface NewIdentifierRow extends PlainIdentifier {
  id: string;
  projectId: string;
  userId: string;
  wireContext?: Record<string, unknown>;
}

export async function insertIdentifierWithStatus(
  tx: Tx,
  row: NewIdentifierRow,
  status: IdentifierStatus,
): Promise<UserIdentifier> {
  const [held] = await tx
    .insert(identifiers)
    .values({
      ...row,
      number: newNumber(),
      isPrimary: status === "primary",
      ...(status !== "unverified" && { verifiedAt: sql`now()`, evidence: "asserted" as const }),
    })
    .returning();
  return held!;
}

/** The user must be locked, and must have no other primary identifier if this one becomes primary. */
export async function updateIdentifierStatus(
  tx: Tx,
  id: string,
  status: IdentifierStatus,
): Promise<UserIdentifier> {
  const counts = status !== "unverified";
  const [held] = await tx
    .update(identifiers)
    .set({
      isPrimary: status === "primary",
      verifiedAt: counts ? sql`coalesce(${identifiers.verifiedAt}, now())` : null,
      evidence: counts ? sql`coalesce(${identifiers.evidence}, 'asserted')` : null,
    })
    .where(eq(identifiers.id, id))
    .returning();
  return held!;
}
