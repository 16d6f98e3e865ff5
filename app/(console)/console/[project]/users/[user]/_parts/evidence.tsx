import { Badge } from "@/app/_ui/badge";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { SocialAccount, UserIdentifier } from "@/lib/users";
import { text } from "../../text";

/** Why it counts as verified: a proof, with the way to it, or a backend's word. */
export function Evidence({
  held,
  project,
}: {
  held: Pick<UserIdentifier | SocialAccount, "evidence" | "lastVerificationId">;
  project: string;
}) {
  if (!held.evidence) return <Badge>{text.unverified}</Badge>;
  if (held.evidence === "asserted") return <Badge tone="info">{text.assertedBadge}</Badge>;
  const proof = held.lastVerificationId && toTypeId("ver", held.lastVerificationId);
  const badge = <Badge tone="success">{text.proven}</Badge>;
  return proof ? <TextLink href={`/console/${project}/verifications/${proof}`}>{badge}</TextLink> : badge;
}
