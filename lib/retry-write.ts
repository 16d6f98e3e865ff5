import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds before each retry. In total well within the lease. */
const pauses = [250, 500, 1000, 2000, 4000, 8000];

/**
 * Writes the record of a completed send. If it were lost while the database is briefly down, the message would be sent twice.
 * Throws the last error if the database stays down.
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
