import { beginSpan } from "@/lib/telemetry";
import type { Connected } from "./connect";
import { summaryOf } from "./statement-summary";
import { hasCode } from "./violations";

/** The database did not answer in time. Whether it has run the statement, or will, is not known. */
export class StatementTimeout extends Error {
  readonly code = "STATEMENT_TIMEOUT";

  constructor(ms: number) {
    super(`The database did not answer within ${ms / 1000} seconds.`);
  }
}

/**
 * Makes statements and transactions fail with a `StatementTimeout` after `ms`, waiting for a connection included. A frozen
 * server, or a network that drops packets, ends no connection, so nothing else would end the wait.
 *
 * The connections to that server are ended, so the next statements find the server that has taken over: after a timeout those that have received nothing in the meantime, and after a refusal to write (a demoted server) all older ones.
 */
export function withTimeout({ sql, sockets }: Connected, ms: number): Connected["sql"] {
  const fail = (reject: (error: unknown) => void, begunAt: number) => () => {
    reject(new StatementTimeout(ms));
    sockets.endSilentSince(begunAt);
  };
  const leaveIfReadOnly = (error: unknown, begunAt: number) => {
    if (hasCode(error, readOnlyTransaction)) sockets.endOpenedBefore(begunAt);
  };
  const unsafe = (...args: Parameters<Connected["sql"]["unsafe"]>) => {
    const begunAt = sockets.listen();
    const span = beginSpan(() => summaryOf(args[0]));
    span?.set({ "db.system.name": "postgresql" });
    const query = sql.unsafe(...args);
    // The driver settles a query by these two, which it keeps on the query itself.
    const settling = query as unknown as Record<"resolve" | "reject", (value: unknown) => void>;
    const { resolve, reject } = settling;
    const timer = setTimeout(fail(reject, begunAt), ms).unref();
    settling.resolve = (value) => {
      clearTimeout(timer);
      span?.end();
      resolve(value);
    };
    settling.reject = (error) => {
      clearTimeout(timer);
      span?.fail(codeOf(error));
      span?.end();
      reject(error);
      leaveIfReadOnly(error, begunAt);
    };
    return query;
  };
  const begin = async (...args: [never, never]) => {
    const begunAt = sockets.listen();
    const span = beginSpan(() => "transaction");
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(fail(reject, begunAt), ms).unref();
    });
    try {
      return await Promise.race([sql.begin(...args), silence]);
    } catch (error) {
      span?.fail(codeOf(error));
      leaveIfReadOnly(error, begunAt);
      throw error;
    } finally {
      clearTimeout(timer);
      span?.end();
    }
  };
  return new Proxy(sql, {
    get: (target, name) => {
      if (name === "unsafe") return unsafe;
      if (name === "begin") return begin;
      return Reflect.get(target, name);
    },
  });
}

/** The SQLSTATE, or the code of our own error. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "error";
}

/** SQLSTATE `read_only_sql_transaction`: a standby, or a server whose operator has stopped writes. */
const readOnlyTransaction = "25006";
