import type { HeldIdentifier } from "../user";

/** How far an identifier goes for its user. Computed: an unverified one may stand first among its kind without counting. */
export type Standing = "unverified" | "verified" | "primary";

export function standingOf({
  verifiedAt,
  isPrimary,
}: Pick<HeldIdentifier, "verifiedAt" | "isPrimary">): Standing {
  if (!verifiedAt) return "unverified";
  return isPrimary ? "primary" : "verified";
}
