import { and, gt, isNotNull, isNull, notInArray, sql } from "drizzle-orm";
import { connectors, providers, verifications } from "@/drizzle/schema";
import { db } from "@/lib/db";

export interface Server {
  version: string;
  /** 140005 for 14.5. */
  versionNumber: number;
}

export async function readServer(): Promise<Server> {
  const [row] = await db().execute<{ version: string; number: number }>(sql`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number`);
  return { version: row!.version, versionNumber: row!.number };
}

/** The database's clock, in milliseconds since 1970. */
export async function readClock(): Promise<number> {
  const [row] = await db().execute<{ at: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`,
  );
  return row!.at;
}

export interface Orphans {
  /** Pending verifications whose codes can no longer be derived. */
  verifications: number;
  /** Providers and connectors whose secrets can no longer be decrypted. */
  sealed: number;
}

/** What was made with a secret that is not among these. */
export async function countOrphans(heldKeyIds: string[]): Promise<Orphans> {
  const pending = await db().$count(
    verifications,
    and(
      isNull(verifications.verifiedAt),
      isNull(verifications.canceledAt),
      gt(verifications.expiresAt, sql`now()`),
      // Verifications live for a day at most; the index by age avoids reading the whole table.
      gt(verifications.createdAt, sql`now() - interval '25 hours'`),
      notInArray(verifications.secretKeyId, heldKeyIds),
    ),
  );
  return { verifications: pending, sealed: await countSealedOtherwise(heldKeyIds) };
}

/** Providers and connectors whose secrets are encrypted with none of these. */
export async function countSealedOtherwise(keyIds: string[]): Promise<number> {
  const counts = [providers, connectors].map((table) => {
    // A ciphertext begins with the four bytes of its key's id (lib/access/key-ring.ts).
    const keyOf = sql`encode(substring(${table.secrets} from 1 for 4), 'hex')`;
    return db().$count(table, and(isNotNull(table.secrets), notInArray(keyOf, keyIds)));
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count);
}
