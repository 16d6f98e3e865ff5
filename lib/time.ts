export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Whole seconds from `now` until `then`, rounded up, never negative. */
export function secondsUntil(then: Date, now: Date): number {
  return Math.max(0, Math.ceil((then.getTime() - now.getTime()) / 1000));
}

const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** Whether the year has four digits, as the database and RFC 3339 require. */
export function isWritable(instant: Date): boolean {
  return instant.getTime() >= earliest && instant.getTime() <= latest;
}

/** The beginning of the day in UTC. */
export function beginOfDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / (day * 1000)) * day * 1000);
}

export function addDays(instant: Date, days: number): Date {
  return addSeconds(instant, days * day);
}

export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
