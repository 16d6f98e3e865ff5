import type postgres from "postgres";

/** The database did not answer in time. Whether it has run the statement, or will, is not known. */
export class StatementTimeout extends Error {
  readonly code = "STATEMENT_TIMEOUT";

  constructor(ms: number) {
    super(`The database did not answer within ${ms / 1000} seconds.`);
  }
}

/**
 * Makes statements and transactions of `sql` fail with a `StatementTimeout` after `ms`, waiting for a connection included. A
 * frozen server, or a network that drops packets, ends no connection, so nothing else would end the wait.
 */
export function withTimeout(sql: postgres.Sql, ms: number): postgres.Sql {
  const unsafe = (...args: Parameters<postgres.Sql["unsafe"]>) => {
    const query = sql.unsafe(...args);
    // The driver settles a query by these two, which it keeps on the query itself.
    const settling = query as unknown as Record<"resolve" | "reject", (value: unknown) => void>;
    const { resolve, reject } = settling;
    const timer = setTimeout(() => reject(new StatementTimeout(ms)), ms).unref();
    settling.resolve = (value) => {
      clearTimeout(timer);
      resolve(value);
    };
    settling.reject = (error) => {
      clearTimeout(timer);
      reject(error);
    };
    return query;
  };
  const begin = (...args: [never, never]) => {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new StatementTimeout(ms)), ms).unref();
    });
    return Promise.race([sql.begin(...args), silence]).finally(() => clearTimeout(timer));
  };
  return new Proxy(sql, {
    get: (target, name) => {
      if (name === "unsafe") return unsafe;
      if (name === "begin") return begin;
      return Reflect.get(target, name);
    },
  });
}
