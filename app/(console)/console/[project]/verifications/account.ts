import type { SocialProof } from "@/lib/social";
import type { Verification } from "@/lib/verification";

/** Whom a verification is about, in a line: an address, a number, or the account that was proven. Null: nobody knows yet. */
export function subjectOf(v: Pick<Verification, "identifierValue" | "socialProof">): string | null {
  return v.identifierValue ?? (v.socialProof && accountName(v.socialProof));
}

/** What people call an account. Its subject is the proof, and no name. */
export function accountName({ profile, subject }: SocialProof): string {
  return profile.email ?? profile.name ?? subject;
}
