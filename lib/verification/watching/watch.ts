import { setTimeout as sleep } from "node:timers/promises";
import { isExpired, type LoadedVerification } from "../verification";
import { readTogether } from "./read-together";
import { markDeliveriesWatched, markWatched } from "./repository";
import { lookIntervalMs, watchers } from "./watchers";

export interface Watch {
  verificationId: string;
  /** Reads the row, if the caller may see it. */
  find: () => Promise<LoadedVerification | undefined>;
  /** Ends the watch. */
  signal: AbortSignal;
  /** Ends the watch after this time. Default: when nothing can change any more. */
  seconds?: number;
  /** Whether changes of its deliveries count, too. */
  withDeliveries?: boolean;
}

/** Timers can fire a little early. */
const slackMs = 20;

/**
 * The verification now, after each change, when a code or the verification expires, and when the time is up. Ends when it can
 * no longer change (verified, canceled or expired). While nothing happens, no statement runs. If too many are waiting already,
 * it looks once more after four seconds and ends, so that callers who ask again do not do so at once.
 */
export async function* watch({
  verificationId,
  find,
  signal,
  seconds = Number.POSITIVE_INFINITY,
  withDeliveries = false,
}: Watch): AsyncGenerator<LoadedVerification, void, undefined> {
  const endsAt = performance.now() + seconds * 1000;
  // Before the row is read: what changes after that wakes the watcher.
  const watcher = watchers.open(verificationId);
  try {
    let v = await find();
    if (v && watcher && !isOver(v)) v = await announced(v, withDeliveries);
    while (v) {
      yield v;
      const leftMs = endsAt - performance.now();
      if (watchers.isOver || isOver(v) || leftMs <= 0) return;
      if (!watcher) {
        yield* lookLater(v.id, Math.min(leftMs, lookIntervalMs), signal);
        return;
      }
      await watcher.next(Math.min(leftMs, msUntilExpiry(v)), signal);
      if (signal.aborted) return;
      v = await readTogether(v.id);
    }
  } finally {
    watcher?.close();
  }
}

async function* lookLater(id: string, ms: number, signal: AbortSignal) {
  const isTime = await sleep(ms, true, { signal, ref: false }).catch(() => false);
  const v = isTime && (await readTogether(id));
  if (v) yield v;
}

/** Makes sure that changes are announced, and returns the row as of then. */
async function announced(
  found: LoadedVerification,
  withDeliveries: boolean,
): Promise<LoadedVerification | undefined> {
  const v = found.isWatched ? found : await markWatched(found.id);
  if (withDeliveries) await markDeliveriesWatched(found.id);
  return v;
}

/** Whether nothing can change the status any more. A locked one can still be verified by its link. */
export function isOver(v: LoadedVerification): boolean {
  return v.verifiedAt !== null || v.canceledAt !== null || isExpired(v, v.now);
}

/** Until the code or the verification expires, whichever is next. */
function msUntilExpiry({ codeExpiresAt, expiresAt, now }: LoadedVerification): number {
  const next =
    codeExpiresAt > now ? Math.min(codeExpiresAt.getTime(), expiresAt.getTime()) : expiresAt.getTime();
  // The longest time of a timer. Whoever wakes up earlier finds nothing new.
  return Math.min(next - now.getTime() + slackMs, 2 ** 31 - 1);
}
