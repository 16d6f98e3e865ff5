import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds before each further try; together they stay well within the lease. */
const pauses = [250, 500, 1000, 2000, 4000, 8000];

/**
 * Writes down what has already happened outside: if the database is away for a moment, forgetting it would send the
 * message a second time. Throws the last error when the database stays away.
 */
export async function retryWrite<T>(write: () => Promise<T>): Promise<T> {
  for (const ms of pauses) {
    try {
      return await write();
    } catch {
      await pause(ms);
    }
  }
  return write();
}
