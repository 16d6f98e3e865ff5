import { newId } from "@/lib/id";
import { addUsage, insertRequests, type KeyCounts, type NewLoggedRequest } from "./repository";

const writeEveryMs = 1000;
/** Rows of one key in one second and process. More would tell little, and the counts are exact. */
const mostPerSecond = 5;
/** Rows of all keys in one second and process, so that the log never costs more than this. */
const mostInAll = 200;

/** Requests since the last write. */
interface Pending {
  rows: NewLoggedRequest[];
  counts: Map<string, KeyCounts>;
}

// Shared by all copies of this module: routes of the framework and of the fast path write to one log.
const place = globalThis as typeof globalThis & { countersignRequestLog?: Pending | null };

/**
 * Logs a request of an API key: every one is counted, and the first five of a key in each second are stored. Does nothing where
 * no log was started. `details` is called only for those that are stored.
 */
export function logRequest(
  apiKeyId: string,
  status: number,
  details: () => Omit<NewLoggedRequest, "id" | "apiKeyId" | "status">,
): void {
  const pending = place.countersignRequestLog;
  if (!pending) return;
  const counts = pending.counts.get(apiKeyId) ?? { apiKeyId, requests: 0, refused: 0, failed: 0 };
  pending.counts.set(apiKeyId, counts);
  counts.requests++;
  if (status >= 500) counts.failed++;
  else if (status >= 400) counts.refused++;
  if (counts.requests > mostPerSecond || pending.rows.length >= mostInAll) return;
  pending.rows.push({ ...details(), id: newId(), apiKeyId, status });
}

/**
 * Starts the log of this process. Writes once a second, off the requests' way: if a write fails, what it had is lost. Returns a
 * function that writes what is left and stops.
 */
export function startRequestLog({ onError }: { onError: (error: unknown) => void }): () => Promise<void> {
  place.countersignRequestLog = { rows: [], counts: new Map() };
  let writing = Promise.resolve();
  const write = () => {
    const { rows, counts } = place.countersignRequestLog!;
    if (counts.size === 0) return;
    place.countersignRequestLog = { rows: [], counts: new Map() };
    // One after the other, so that a slow database gets no second write.
    writing = writing
      .then(() => Promise.all([insertRequests(rows), addUsage([...counts.values()])]))
      .then(() => {}, onError);
  };
  const timer = setInterval(write, writeEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    write();
    place.countersignRequestLog = null;
    await writing;
  };
}
