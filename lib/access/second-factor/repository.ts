import { and, asc, eq, getTableColumns, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { operatorPasskeys, operatorRecoveryCodes, operatorTotp } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";

export type Passkey = typeof operatorPasskeys.$inferSelect;
export type Totp = typeof operatorTotp.$inferSelect;

export async function selectPasskeys(operatorId: string, tx: Tx = db()): Promise<Passkey[]> {
  return tx
    .select()
    .from(operatorPasskeys)
    .where(eq(operatorPasskeys.operatorId, operatorId))
    .orderBy(asc(operatorPasskeys.createdAt), asc(operatorPasskeys.id));
}

export async function insertPasskey(
  passkey: Omit<typeof operatorPasskeys.$inferInsert, "id">,
  tx: Tx,
): Promise<void> {
  await tx.insert(operatorPasskeys).values({ id: newId(), ...passkey });
}

export async function deletePasskey(operatorId: string, id: string, tx: Tx): Promise<Passkey | null> {
  const [row] = await tx
    .delete(operatorPasskeys)
    .where(and(eq(operatorPasskeys.operatorId, operatorId), eq(operatorPasskeys.id, id)))
    .returning();
  return row ?? null;
}

/** Stores the count of a signature. False if another use has stored the same or a higher one: the passkey was copied. */
export async function countSignature(id: string, signatureCount: number, tx: Tx): Promise<boolean> {
  const [row] = await tx
    .update(operatorPasskeys)
    .set({ signatureCount, lastUsedAt: sql`now()` })
    .where(
      and(
        eq(operatorPasskeys.id, id),
        // Many authenticators always say 0 (WebAuthn §6.1.1).
        or(
          lt(operatorPasskeys.signatureCount, signatureCount),
          and(eq(operatorPasskeys.signatureCount, 0), sql`${signatureCount} = 0`),
        ),
      ),
    )
    .returning({ id: operatorPasskeys.id });
  return row !== undefined;
}

/** The authenticator app, confirmed or not. */
export async function selectTotp(operatorId: string, tx: Tx = db()): Promise<Totp | null> {
  const [row] = await tx.select().from(operatorTotp).where(eq(operatorTotp.operatorId, operatorId));
  return row ?? null;
}

/** Stores a secret to confirm. False if the operator has a confirmed one. */
export async function offerSecret(operatorId: string, sealedSecret: Buffer): Promise<boolean> {
  const [row] = await db()
    .insert(operatorTotp)
    .values({ operatorId, sealedSecret })
    .onConflictDoUpdate({
      target: operatorTotp.operatorId,
      set: { sealedSecret },
      setWhere: isNull(operatorTotp.confirmedAt),
    })
    .returning({ operatorId: operatorTotp.operatorId });
  return row !== undefined;
}

/** Counts a guess before it is compared, so that parallel guesses cannot share one. The count starts anew after a day. */
export async function countGuess(operatorId: string): Promise<(Totp & { now: Date }) | null> {
  const isOver = sql`${operatorTotp.guessesSince} < now() - interval '1 day'`;
  const [row] = await db()
    .update(operatorTotp)
    .set({
      guesses: sql`case when ${isOver} then 1 else ${operatorTotp.guesses} + 1 end`,
      guessesSince: sql`case when ${isOver} then now() else ${operatorTotp.guessesSince} end`,
    })
    .where(eq(operatorTotp.operatorId, operatorId))
    .returning({
      ...getTableColumns(operatorTotp),
      now: sql<Date>`now()`.mapWith(operatorTotp.createdAt),
    });
  return row ?? null;
}

/**
 * Accepts the code of a time step, and confirms the app with the first one. False if a code of this step or a later one was
 * accepted before: each works once (RFC 6238 §5.2).
 */
export async function acceptStep(
  { operatorId, confirmedAt }: Totp,
  step: number,
  sealedSecret: Buffer,
  tx: Tx,
): Promise<boolean> {
  const [row] = await tx
    .update(operatorTotp)
    .set({ lastStep: step, guesses: 0, sealedSecret, confirmedAt: confirmedAt ?? sql`now()` })
    .where(
      and(
        eq(operatorTotp.operatorId, operatorId),
        lt(operatorTotp.lastStep, step),
        confirmedAt ? isNotNull(operatorTotp.confirmedAt) : isNull(operatorTotp.confirmedAt),
      ),
    )
    .returning({ operatorId: operatorTotp.operatorId });
  return row !== undefined;
}

export async function deleteTotp(operatorId: string, tx: Tx): Promise<boolean> {
  const deleted = await tx.delete(operatorTotp).where(eq(operatorTotp.operatorId, operatorId)).returning();
  return deleted.some(({ confirmedAt }) => confirmedAt !== null);
}

export async function countRecoveryCodes(operatorId: string, tx: Tx = db()): Promise<number> {
  const rows = await tx
    .select({ operatorId: operatorRecoveryCodes.operatorId })
    .from(operatorRecoveryCodes)
    .where(eq(operatorRecoveryCodes.operatorId, operatorId));
  return rows.length;
}

/** Replaces an operator's recovery codes. */
export async function putRecoveryCodes(operatorId: string, hashes: Buffer[], tx: Tx): Promise<void> {
  await tx.delete(operatorRecoveryCodes).where(eq(operatorRecoveryCodes.operatorId, operatorId));
  if (hashes.length > 0)
    await tx.insert(operatorRecoveryCodes).values(hashes.map((codeHash) => ({ operatorId, codeHash })));
}

/** Uses up a recovery code. One statement, so it works once. */
export async function takeRecoveryCode(operatorId: string, codeHash: Buffer, tx: Tx): Promise<boolean> {
  const [row] = await tx
    .delete(operatorRecoveryCodes)
    .where(
      and(eq(operatorRecoveryCodes.operatorId, operatorId), eq(operatorRecoveryCodes.codeHash, codeHash)),
    )
    .returning({ operatorId: operatorRecoveryCodes.operatorId });
  return row !== undefined;
}
