import { Badge } from "@/app/_ui/badge";
import type { Column } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { SocialAccount, UserIdentifier } from "@/lib/users";
import { text } from "../../text";

type Verifiable = Pick<UserIdentifier | SocialAccount, "evidence" | "lastVerificationId" | "verifiedAt">;

/** Why an identifier or account counts as verified, and since when. */
export function evidenceColumns(project: string): Column<Verifiable>[] {
  return [
    { header: text.evidence, cell: (record) => <Evidence record={record} project={project} /> },
    { header: text.since, time: ({ verifiedAt }) => verifiedAt },
  ];
}

/** A proof links to its verification. */
function Evidence({ record, project }: { record: Verifiable; project: string }) {
  if (!record.evidence) return <Badge>{text.unverified}</Badge>;
  if (record.evidence === "asserted") return <Badge tone="info">{text.assertedBadge}</Badge>;
  const proof = record.lastVerificationId && toTypeId("ver", record.lastVerificationId);
  const badge = <Badge tone="success">{text.proven}</Badge>;
  return proof ? <TextLink href={`/console/${project}/verifications/${proof}`}>{badge}</TextLink> : badge;
}
