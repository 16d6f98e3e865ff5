import { and, eq, isNotNull, notInArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  connectors,
  operatorTotp,
  projects,
  providers,
  signingKeys,
  webhookEndpoints,
} from "@/drizzle/schema";
import { db } from "@/lib/db";

/** A column of ciphertexts that outlive a day. What expires earlier ends before its secret is removed. */
interface Place {
  table: PgTable;
  id: PgColumn;
  sealed: SQL<Buffer>;
  /** How `encrypt` binds a ciphertext to its row: followed by `:` and the row's id. */
  belongsTo: string;
  /** The columns to write. */
  changed: (sealed: Buffer) => Record<string, unknown>;
}

const challengePath = sql.raw("'{protection,challenge,sealedSecret}'");

const places: Place[] = [
  {
    table: providers,
    id: providers.id,
    sealed: sql`${providers.secrets}`,
    belongsTo: "provider",
    changed: (secrets) => ({ secrets }),
  },
  {
    table: connectors,
    id: connectors.id,
    sealed: sql`${connectors.secrets}`,
    belongsTo: "connector",
    changed: (secrets) => ({ secrets }),
  },
  {
    table: webhookEndpoints,
    id: webhookEndpoints.id,
    sealed: sql`${webhookEndpoints.secrets}`,
    belongsTo: "webhook_endpoint",
    changed: (secrets) => ({ secrets }),
  },
  {
    table: operatorTotp,
    id: operatorTotp.operatorId,
    sealed: sql`${operatorTotp.sealedSecret}`,
    belongsTo: "operator_totp",
    changed: (sealedSecret) => ({ sealedSecret }),
  },
  {
    table: signingKeys,
    id: signingKeys.id,
    sealed: sql`${signingKeys.sealedPrivateJwk}`,
    belongsTo: "signing_key",
    changed: (sealedPrivateJwk) => ({ sealedPrivateJwk }),
  },
  {
    table: projects,
    id: projects.id,
    sealed: sql<Buffer>`decode(${projects.settings} #>> ${challengePath}, 'base64')`,
    belongsTo: "challenge",
    changed: (sealed) => ({
      settings: sql`jsonb_set(${projects.settings}, ${challengePath}, to_jsonb(${sealed.toString("base64")}::text))`,
    }),
  },
];

/** A ciphertext begins with the four bytes of its key's id (lib/access/key-ring.ts). */
function isEncryptedOtherwise({ sealed }: Place, keyIds: string[]): SQL | undefined {
  const keyId = sql`encode(substring(${sealed} from 1 for 4), 'hex')`;
  return and(isNotNull(sealed), notInArray(keyId, keyIds));
}

/** How many rows have a ciphertext of a key that is not among these. */
export async function countEncryptedOtherwise(keyIds: string[]): Promise<number> {
  const counts = places.map((place) => db().$count(place.table, isEncryptedOtherwise(place, keyIds)));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count);
}

/**
 * Replaces the ciphertexts that `encryptAgain` does not return null for, of keys that are not among these. Returns their
 * number. One that has changed since it was read is left alone.
 */
export async function replaceCiphertexts(
  keyIds: string[],
  encryptAgain: (sealed: Buffer, belongsTo: string) => Buffer | null,
): Promise<number> {
  let count = 0;
  for (const place of places) {
    const { table, id, sealed } = place;
    const rows = await db()
      .select({ id: sql<string>`${id}`, sealed })
      .from(table)
      .where(isEncryptedOtherwise(place, keyIds));
    for (const row of rows) {
      const renewed = encryptAgain(row.sealed, `${place.belongsTo}:${row.id}`);
      if (!renewed) continue;
      const isSame = and(eq(id, row.id), eq(sealed, row.sealed));
      count += (await db().update(table).set(place.changed(renewed)).where(isSame)).count;
    }
  }
  return count;
}
