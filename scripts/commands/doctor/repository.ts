import { and, gt, isNull, notInArray, sql } from "drizzle-orm";
import { verifications, webhookEndpoints } from "@/drizzle/schema";
import { countEncryptedOtherwise } from "@/lib/boot";
import { db, firstIdAt, sessionSettings } from "@/lib/db";

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

export interface Session {
  role: string;
  database: string;
  /** Those of `sessionSettings` that have another value here, with ours. */
  missing: [name: string, value: string][];
}

/** What the pool's sessions are: behind a pooler, only the role can bring the settings along. */
export async function readSession(): Promise<Session> {
  const names = Object.keys(sessionSettings());
  const list = sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  );
  const rows = await db().execute<{ role: string; database: string; name: string; value: string }>(sql`
    select current_user as role, current_database() as database, name, setting as value
    from pg_settings where name in (${list})`);
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const missing = Object.entries(sessionSettings()).filter(([name, value]) => values.get(name) !== value);
  return { role: rows[0]!.role, database: rows[0]!.database, missing };
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
  /** Passwords and keys that can no longer be decrypted. */
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
      // Verifications live for a day at most. The primary key avoids reading the whole table.
      gt(verifications.id, firstIdAt(sql`now() - interval '26 hours'`)),
      notInArray(verifications.secretKeyId, heldKeyIds),
    ),
  );
  return { verifications: pending, sealed: await countEncryptedOtherwise(heldKeyIds) };
}

export interface CitusState {
  version: string;
  /** Servers that have shards. */
  workers: number;
  /** Webhook endpoints. */
  endpoints: number;
}

/** Null without the extension. */
export async function readCitus(): Promise<CitusState | null> {
  const [extension] = await db().execute<{ version: string }>(
    sql`select extversion as version from pg_extension where extname = 'citus'`,
  );
  if (!extension) return null;
  const [row] = await db().execute<{ workers: number; endpoints: number }>(sql`
    select (select count(*)::int from pg_dist_node where shouldhaveshards and isactive) as workers,
      (select count(*)::int from ${webhookEndpoints}) as endpoints`);
  return { version: extension.version, ...row! };
}
