import type { UserIdentifier } from "../user";

/** How far an identifier goes for its user. Computed: an unverified one may stand first among its kind without counting. */
export type IdentifierStatus = "unverified" | "verified" | "primary";

export function identifierStatusOf({
  verifiedAt,
  isPrimary,
}: Pick<UserIdentifier, "verifiedAt" | "isPrimary">): IdentifierStatus {
  if (!verifiedAt) return "unverified";
  return isPrimary ? "primary" : "verified";
}
