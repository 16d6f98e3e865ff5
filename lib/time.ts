export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Whole seconds from `now` until `then`, rounded up, never negative. */
export function secondsUntil(then: Date, now: Date): number {
  return Math.max(0, Math.ceil((then.getTime() - now.getTime()) / 1000));
}

export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
