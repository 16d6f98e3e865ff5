import type { SocialProof } from "@/lib/social";
import type { AddSocialAccount } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";

/** The account that a record verified. A verified record of this type always has one. */
export function proofOf({ socialProof }: LoadedVerification): SocialProof {
  if (!socialProof) throw new Error("A proven social record names an account.");
  return socialProof;
}

/** The account to link to a user, with its proof. */
export function accountOf(record: LoadedVerification): Omit<AddSocialAccount, "userId"> {
  const { connectorId, provider, issuer, subject, profile, rawClaims } = proofOf(record);
  const proven = { verificationId: record.id, connectorId, rawClaims };
  return { provider, issuer, subject, profile, proven };
}
