import { Badge } from "@/app/_ui/badge";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { SocialAccount, UserIdentifier } from "@/lib/users";
import { text } from "../../text";

/** Why an identifier or account counts as verified. A proof links to its verification. */
export function Evidence({
  record,
  project,
}: {
  record: Pick<UserIdentifier | SocialAccount, "evidence" | "lastVerificationId">;
  project: string;
}) {
  if (!record.evidence) return <Badge>{text.unverified}</Badge>;
  if (record.evidence === "asserted") return <Badge tone="info">{text.assertedBadge}</Badge>;
  const proof = record.lastVerificationId && toTypeId("ver", record.lastVerificationId);
  const badge = <Badge tone="success">{text.proven}</Badge>;
  return proof ? <TextLink href={`/console/${project}/verifications/${proof}`}>{badge}</TextLink> : badge;
}
