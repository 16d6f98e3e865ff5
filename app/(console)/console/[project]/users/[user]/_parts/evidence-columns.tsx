import { Badge } from "@/app/_ui/badge";
import type { Column } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { SocialAccount, UserIdentifier } from "@/lib/users";
import type { Translator } from "../../../../../_text/translator";

type Verifiable = Pick<UserIdentifier | SocialAccount, "evidence" | "lastVerificationId" | "verifiedAt">;

/** Why an identifier or account counts as verified, and since when. */
export function evidenceColumns(project: string, t: Translator): Column<Verifiable>[] {
  return [
    { header: t("users.evidence"), cell: (record) => <Evidence record={record} project={project} t={t} /> },
    { header: t("users.since"), time: ({ verifiedAt }) => verifiedAt },
  ];
}

/** A proof links to its verification. */
function Evidence({ record, project, t }: { record: Verifiable; project: string; t: Translator }) {
  if (!record.evidence) return <Badge>{t("users.unverified")}</Badge>;
  if (record.evidence === "asserted") return <Badge tone="info">{t("users.assertedBadge")}</Badge>;
  const proof = record.lastVerificationId && toTypeId("ver", record.lastVerificationId);
  const badge = <Badge tone="success">{t("users.proven")}</Badge>;
  return proof ? <TextLink href={`/console/${project}/verifications/${proof}`}>{badge}</TextLink> : badge;
}
