const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "STATEMENT_TIMEOUT",
]);

/** Whether an error means that the database cannot be reached or is shutting down, so that a later try can succeed. */
export function isOutage(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (!("code" in e) || typeof e.code !== "string") continue;
    // SQLSTATE classes 08 (connection), 53 (resources), 57P0x (shutdown, recovery), 57014 (PostgreSQL's own timeout) and
    // 25006 (read-only: a standby, or a primary that was demoted).
    if (connectionCodes.has(e.code) || /^(08|53|57P0|57014|25006)/.test(e.code)) return true;
  }
  return false;
}
