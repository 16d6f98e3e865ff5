import { type Finding, passed, warning } from "./finding";
import { readClock } from "./repository";

const about = "Clock";
const tolerableSeconds = 2;

export async function checkClock(): Promise<Finding[]> {
  const before = Date.now();
  const there = await readClock();
  // The answer took time in both directions: the database looked at its clock about half-way.
  const here = (before + Date.now()) / 2;
  return [judgeClock((there - here) / 1000)];
}

/** Only the database's clock decides anything; logs and limits of requests use ours. */
export function judgeClock(aheadSeconds: number): Finding {
  const seconds = Math.abs(aheadSeconds).toFixed(1);
  if (Math.abs(aheadSeconds) <= tolerableSeconds) {
    return passed(about, `This machine and the database agree within ${seconds} seconds.`);
  }
  const direction = aheadSeconds > 0 ? "ahead of" : "behind";
  return warning(
    about,
    `The database is ${seconds} seconds ${direction} this machine.`,
    "Nothing expires wrongly, since the database decides. Let both machines follow NTP, so that logs can be compared.",
  );
}
