import { env } from "@/lib/env";
import { withConnection } from "./connect";

/**
 * Whether `url` leads to a pooler such as PgBouncer, Supavisor or RDS Proxy instead of PostgreSQL itself.
 *
 * A server tells each client its process id when the session begins. A pooler answers that with a number of its own, because
 * statements go to whichever server connection is free. So the number differs from `pg_backend_pid()`.
 */
export function isPooled(url: string): Promise<boolean> {
  return withConnection(url, async (sql) => {
    const rows = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    return rows[0]!.pid !== (rows.state as unknown as { pid: number }).pid;
  });
}

/** What the pool does differently behind a pooler. */
export interface Pooling {
  isPooled: boolean;
  /** Whether statements are prepared. A pooler in transaction mode must keep them for its clients (PgBouncer 1.21 or newer). */
  prepares: boolean;
}

/** The environment takes precedence, because some poolers may pass on the server's process id. */
export async function detectPooling(): Promise<Pooling> {
  const setting = env.DATABASE_PREPARED_STATEMENTS;
  const { DATABASE_URL: url, DIRECT_DATABASE_URL: directUrl = url } = env;
  const isSaid = directUrl !== url || setting === "off";
  const pooled = isSaid || (await isPooled(url));
  return { isPooled: pooled, prepares: setting === "auto" ? !pooled : setting === "on" };
}
