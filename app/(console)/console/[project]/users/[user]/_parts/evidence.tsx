import { Badge } from "@/app/_ui/badge";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { HeldIdentifier, SocialAccount } from "@/lib/users";
import { words } from "../../words";

/** Why it counts as verified: a proof, with the way to it, or a backend's word. */
export function Evidence({
  held,
  project,
}: {
  held: Pick<HeldIdentifier | SocialAccount, "evidence" | "lastVerificationId">;
  project: string;
}) {
  if (!held.evidence) return <Badge>{words.unverified}</Badge>;
  if (held.evidence === "asserted") return <Badge tone="info">{words.assertedBadge}</Badge>;
  const proof = held.lastVerificationId && toTypeId("ver", held.lastVerificationId);
  const badge = <Badge tone="success">{words.proven}</Badge>;
  return proof ? <TextLink href={`/console/${project}/verifications/${proof}`}>{badge}</TextLink> : badge;
}
