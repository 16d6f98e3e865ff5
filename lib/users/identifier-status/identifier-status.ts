import type { UserIdentifier } from "../user";

/** The status of an identifier. Computed, because an unverified identifier can be marked primary without counting as it. */
export type IdentifierStatus = "unverified" | "verified" | "primary";

export function identifierStatusOf({
  verifiedAt,
  isPrimary,
}: Pick<UserIdentifier, "verifiedAt" | "isPrimary">): IdentifierStatus {
  if (!verifiedAt) return "unverified";
  return isPrimary ? "primary" : "verified";
}
