import type { Policy, verifications } from "@/drizzle/schema";

/** A verification as stored, with its policy: facts only, no computed status. */
export type Verification = Omit<typeof verifications.$inferSelect, "policyId"> & { policy: Readonly<Policy> };

/** A verification with the database's `now` at the time it was read, the only clock that decides anything. */
export type LoadedVerification = Verification & { now: Date };

export type Method = NonNullable<Verification["method"]>;

export const statuses = ["pending", "verified", "expired", "locked", "canceled"] as const;
export type Status = (typeof statuses)[number];

type Facts = Pick<
  Verification,
  "verifiedAt" | "canceledAt" | "attemptCount" | "policy" | "expiresAt" | "codeExpiresAt"
>;

/** The status, in order of precedence. */
export function statusOf(v: Facts, now: Date): Status {
  if (v.verifiedAt) return "verified";
  if (v.canceledAt) return "canceled";
  if (v.attemptCount >= v.policy.maxAttempts) return "locked";
  if (isExpired(v, now)) return "expired";
  return "pending";
}

/** Whether the verification has expired. A verified one can then no longer be presented as proof. */
export function isExpired(v: Pick<Facts, "expiresAt">, now: Date): boolean {
  return v.expiresAt <= now;
}

/** Whether the latest code has expired. */
export function isCodeExpired(v: Pick<Facts, "expiresAt" | "codeExpiresAt">, now: Date): boolean {
  return v.codeExpiresAt <= now || isExpired(v, now);
}

type Offering = { policy: Pick<Verification["policy"], "offers"> };

export const offersCode = (v: Offering) => v.policy.offers !== "link";
export const offersLink = (v: Offering) => v.policy.offers !== "code";

/** Whether the policy allows another send. */
export function hasSendsLeft(
  v: Pick<Verification, "sendCount"> & { policy: Pick<Verification["policy"], "maxSends"> },
) {
  return v.policy.maxSends === null || v.sendCount < v.policy.maxSends;
}

/** Whether a code was really sent. A decoy's was not. */
export function wasIssued(v: Pick<Verification, "issuedAt" | "isDecoy">): boolean {
  return v.issuedAt !== null && !v.isDecoy;
}
