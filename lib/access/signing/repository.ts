import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { signingKeys } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/** Any number, the same in every process. The lock serializes the creation of signing keys. */
const signingLock = 7_267_004;

export async function lockSigning(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${signingLock}::bigint)`);
}

/** The keys that can still sign, the current one first, with the time each has left. */
export async function listSigningKeys(
  algorithm: string,
  tx: Tx = db(),
): Promise<(SigningKeyRow & { leftSeconds: number })[]> {
  const leftSeconds = sql<number>`extract(epoch from ${signingKeys.signsUntil} - now())::float8`;
  const rows = await tx
    .select({ row: signingKeys, leftSeconds })
    .from(signingKeys)
    .where(and(eq(signingKeys.algorithm, algorithm), gt(signingKeys.signsUntil, sql`now()`)))
    .orderBy(asc(signingKeys.signsUntil), asc(signingKeys.id));
  return rows.map(({ row, leftSeconds }) => ({ ...row, leftSeconds }));
}

/** Every key whose signatures can still be valid: those of tokens first, each newest first. */
export async function listPublishedKeys(): Promise<SigningKeyRow[]> {
  return db()
    .select()
    .from(signingKeys)
    .where(gt(signingKeys.expiresAt, sql`now()`))
    .orderBy(desc(signingKeys.algorithm), desc(signingKeys.signsUntil), desc(signingKeys.id));
}

export async function findPublishedKey(keyId: string, algorithm: string): Promise<SigningKeyRow | null> {
  const [row] = await db()
    .select()
    .from(signingKeys)
    .where(
      and(
        eq(signingKeys.keyId, keyId),
        eq(signingKeys.algorithm, algorithm),
        gt(signingKeys.expiresAt, sql`now()`),
      ),
    );
  return row ?? null;
}

export interface NewSigningKey
  extends Pick<SigningKeyRow, "id" | "keyId" | "algorithm" | "publicJwk" | "sealedPrivateJwk"> {
  /** The time that the key before this one has left. 0: this one signs at once. */
  startsInSeconds: number;
  signsForSeconds: number;
  verifiesForSeconds: number;
}

export async function insertSigningKey(tx: Tx, key: NewSigningKey): Promise<SigningKeyRow> {
  const { startsInSeconds, signsForSeconds, verifiesForSeconds, ...row } = key;
  const signs = startsInSeconds + signsForSeconds;
  const [inserted] = await tx
    .insert(signingKeys)
    .values({
      ...row,
      signsUntil: sql`now() + make_interval(secs => ${signs})`,
      expiresAt: sql`now() + make_interval(secs => ${signs + verifiesForSeconds})`,
    })
    .returning();
  return inserted!;
}
