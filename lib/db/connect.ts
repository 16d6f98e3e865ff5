import postgres from "postgres";
import { Sockets } from "./sockets";
import { withTimeout } from "./statement-timeout";

/** The driver's client, and the sockets below it. */
export interface Connected {
  sql: postgres.Sql;
  sockets: Sockets;
  /** Closes all connections, after running statements have finished or after five seconds. */
  close(): Promise<void>;
}

/** How many servers a URL names: two in `postgres://user@host1:5432,host2:5432/database`. */
export function countServers(url: string): number {
  const [, servers = ""] = /^\w+:\/\/(?:.*@)?([^/?]*)/.exec(url) ?? [];
  return servers.split(",").length;
}

/** A client of the server that `url` names or, of several, of the one that accepts writes. Connects on the first statement. */
export function connect(
  url: string,
  timeoutSeconds: number,
  options: postgres.Options<Record<string, never>>,
): Connected {
  const sockets = new Sockets();
  const servers = countServers(url);
  const sql = postgres(url, {
    fetch_types: false,
    onnotice: () => {},
    // A statement that waits for a connection can still try every server.
    connect_timeout: timeoutSeconds / servers,
    // The sockets have their own pause. The driver would wait for up to 20 seconds after an outage.
    backoff: (() => 0) as never,
    // Not `read-write`, whatever the URL says: since PostgreSQL 14, the driver then accepts a standby.
    ...(servers > 1 && { target_session_attrs: "primary" as const }),
    ...options,
    socket: sockets.open,
  } as postgres.Options<Record<string, never>>);
  const close = async () => {
    await sql.end({ timeout: 5 });
    sockets.stop();
  };
  return { sql, sockets, close };
}

/** How long a dedicated connection waits for a server to accept it, in seconds. */
const ownSeconds = 30;

/** Runs `run` with a dedicated connection. Throws if no server accepts it within 30 seconds. Statements can take longer. */
export async function withConnection<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  // Only startup parameters that every pooler supports: PgBouncer refuses sessions with others.
  const connected = connect(url, ownSeconds, { max: 1, prepare: false });
  try {
    // Of several servers, the driver would try one after the other without end.
    await withTimeout(connected, ownSeconds * 1000).unsafe("select 1");
    return await run(connected.sql);
  } finally {
    await connected.close();
  }
}
