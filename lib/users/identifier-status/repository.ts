import { and, asc, eq, isNotNull, ne, sql } from "drizzle-orm";
import { identifiers } from "@/drizzle/schema";
import type { Tx } from "@/lib/db";
import { newNumber } from "@/lib/id";
import type { UserIdentifier } from "../user";
import type { IdentifierStatus } from "./identifier-status";

/** What an identifier says and how it is compared; the kinds that nobody proves are among them. */
export type PlainIdentifier = Pick<UserIdentifier, "type" | "value" | "normalized">;

type Value = Pick<UserIdentifier, "projectId" | "type" | "normalized">;

const isValue = ({ projectId, type, normalized }: Value) =>
  and(
    eq(identifiers.projectId, projectId),
    eq(identifiers.type, type),
    eq(identifiers.normalized, normalized),
  );

/** Whether a user of the project holds the value verified: any, or any but one. */
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

/** Who has the value: who holds it verified, else who had it first. */
export async function findHolder(tx: Tx, value: Value): Promise<string | undefined> {
  const [row] = await tx
    .select({ userId: identifiers.userId })
    .from(identifiers)
    .where(isValue(value))
    .orderBy(sql`${identifiers.verifiedAt} is null`, asc(identifiers.createdAt), asc(identifiers.id))
    .limit(1);
  return row?.userId;
}

/** Keeps everybody else who looks for a holder of this value waiting until the transaction ends. */
export async function lockValue(tx: Tx, { projectId, type, normalized }: Value): Promise<void> {
  const name = `${projectId}/${type}/${normalized}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** Leaves a user without a primary identifier of this type. The user must be locked. */
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
  standing: IdentifierStatus,
): Promise<UserIdentifier> {
  const [held] = await tx
    .insert(identifiers)
    .values({
      ...row,
      number: newNumber(),
      isPrimary: standing === "primary",
      ...(standing !== "unverified" && { verifiedAt: sql`now()`, evidence: "asserted" as const }),
    })
    .returning();
  return held!;
}

/** The user must be locked, and have no other primary one if this becomes it. */
export async function updateIdentifierStatus(
  tx: Tx,
  id: string,
  standing: IdentifierStatus,
): Promise<UserIdentifier> {
  const counts = standing !== "unverified";
  const [held] = await tx
    .update(identifiers)
    .set({
      isPrimary: standing === "primary",
      verifiedAt: counts ? sql`coalesce(${identifiers.verifiedAt}, now())` : null,
      evidence: counts ? sql`coalesce(${identifiers.evidence}, 'asserted')` : null,
    })
    .where(eq(identifiers.id, id))
    .returning();
  return held!;
}
