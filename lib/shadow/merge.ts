import type { ShadowDifference } from "@/drizzle/schema";

/** Why a request was not compared. */
export const notComparedReasons = [
  /** It did not fit into the queue. */
  "queue_full",
  /** A body was larger than what is compared, or could not be decoded. */
  "too_large",
  /** Countersign could not be reached, or did not answer in time. */
  "unreachable",
  "timeout",
  /** It names something that was made before shadow mode began. */
  "unknown_id",
  /** Its access token or session was issued before shadow mode began. */
  "unknown_token",
  /** The vendor refused its credentials. Here, shadow mode's own take their place. */
  "credentials",
  /** It would make Countersign use up a proof that only one server can use. */
  "single_use",
  /** An error in the comparison. */
  "failed",
] as const;
export type NotComparedReason = (typeof notComparedReasons)[number];

/** What was found at one endpoint. */
export interface ShadowEndpoint {
  dialect: string;
  /** `POST /v2/Services/{ServiceSid}/Verifications` */
  endpoint: string;
  requests: number;
  /** Compared without finding a difference. */
  same: number;
  /** How many requests were not compared, by reason. */
  notCompared: Partial<Record<NotComparedReason, number>>;
  differences: ShadowDifference[];
}

/** Differences that are kept of one endpoint. Rarer ones are left out. */
export const maxDifferences = 100;

/** Adds up two findings about the same endpoint. */
export function merge(a: ShadowEndpoint, b: ShadowEndpoint): ShadowEndpoint {
  const notCompared: ShadowEndpoint["notCompared"] = {};
  for (const reason of notComparedReasons) {
    const count = (a.notCompared[reason] ?? 0) + (b.notCompared[reason] ?? 0);
    if (count > 0) notCompared[reason] = count;
  }
  return {
    ...a,
    requests: a.requests + b.requests,
    same: a.same + b.same,
    notCompared,
    differences: mergeDifferences(a.differences, b.differences),
  };
}

function mergeDifferences(a: readonly ShadowDifference[], b: readonly ShadowDifference[]) {
  const merged = new Map<string, ShadowDifference>();
  for (const difference of [...a, ...b]) {
    const { kind, at, vendor, ours, count } = difference;
    const key = JSON.stringify([kind, at, vendor, ours]);
    merged.set(key, { ...difference, count: count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged.values()].sort((a, b) => b.count - a.count).slice(0, maxDifferences);
}
