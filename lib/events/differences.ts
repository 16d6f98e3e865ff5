import { isDeepStrictEqual } from "node:util";

type Members = Record<string, unknown>;

/** Before and after, each with the members that differ only. */
export interface Differences {
  before: Members;
  after: Members;
}

/** What a change did, for an event. Nested objects are narrowed too. Null is a missing value. */
export function differencesOf(before: Members, after: Members): Differences {
  const differences: Differences = { before: {}, after: {} };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, next] = [before[name] ?? null, after[name] ?? null];
    if (isDeepStrictEqual(old, next)) continue;
    const nested = isMembers(old) && isMembers(next) ? differencesOf(old, next) : null;
    differences.before[name] = nested ? nested.before : old;
    differences.after[name] = nested ? nested.after : next;
  }
  return differences;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
