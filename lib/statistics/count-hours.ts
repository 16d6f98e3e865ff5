import { tryWithLock } from "@/lib/db";
import { errorFields, log } from "@/lib/log";
import { addSeconds, beginOfDay, day, hour } from "@/lib/time";
import {
  readBounds,
  readCountedUntil,
  readDaysUntil,
  readOldestHour,
  recountDay,
  recountHour,
  saveCountedUntil,
  saveDaysUntil,
} from "./repository";

const everyMs = 60_000;
/** A verification and its messages can change for a day, and somewhat longer if providers report late. */
const changingHours = 26;
/** The most hours that one run counts, so that a first run over old rows lets others work in between. */
const mostHours = 100;

/**
 * Counts the current hour and the one before again, once an hour all that can still change, and what was never counted. Returns
 * the number of hours, or null if another process is doing it.
 */
export async function countHours(): Promise<number | null> {
  return tryWithLock("statistics", async () => {
    const { now, oldest } = await readBounds();
    const current = beginOfHour(now);
    const until = await readCountedUntil();
    const isNewHour = until === null || beginOfHour(until) < current;
    const since = until ?? oldest ?? now;
    const first = addSeconds(beginOfHour(since), -hour * (until && isNewHour ? changingHours : 1));
    let at = first;
    let counted = 0;
    for (; at <= current && counted < mostHours; at = addSeconds(at, hour), counted++) await recountHour(at);
    await countDays(first, at > current ? beginOfDay(now) : beginOfDay(at));
    await saveCountedUntil(at > current ? now : addSeconds(at, -1));
    return counted;
  });
}

/** Counts every hour again, from the oldest row on. */
export async function recountAll(): Promise<number> {
  const { now, oldest } = await readBounds();
  let counted = 0;
  for (let at = beginOfHour(oldest ?? now); at <= now; at = addSeconds(at, hour), counted++)
    await recountHour(at);
  await countDays(oldest ?? now, beginOfDay(now));
  return counted;
}

/** Adds up the days that are over of which an hour was counted. */
async function countDays(firstHour: Date, until: Date): Promise<void> {
  const counted = await readDaysUntil();
  const since = counted ?? (await readOldestHour()) ?? until;
  const first = since < firstHour ? since : firstHour;
  for (let at = beginOfDay(first); at < until; at = addSeconds(at, day)) await recountDay(at);
  if (counted === null || counted < until) await saveDaysUntil(until);
}

function beginOfHour(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / (hour * 1000)) * hour * 1000);
}

/** Counts once a minute, the first time at once. Returns a function that stops it. */
export function startCounting(): () => void {
  const run = () =>
    countHours().catch((error) =>
      log.warn("Statistics failed and will be tried again.", { error: errorFields(error) }),
    );
  const timer = setInterval(run, everyMs);
  timer.unref();
  setTimeout(run, 0).unref();
  return () => clearInterval(timer);
}
