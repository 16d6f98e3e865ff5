import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import { type LoadedVerification, statusOf } from "@/lib/verification";
import { getText } from "../../../../_text/get-text";
import type { Translator } from "../../../../_text/translator";
import { LiveStatus } from "../../_live/live-cells";
import { TestBadge } from "../../_parts/test-badge";
import { noSubject, subjectOf } from "../account";
import { purposeLabel } from "../purpose-label";

export async function VerificationTable({
  verifications,
  project,
  isForTest,
}: {
  verifications: LoadedVerification[];
  project: string;
  /** Whether the recipient is a test recipient. */
  isForTest: (v: LoadedVerification) => boolean;
}) {
  const t = await getText();
  return (
    <DataTable
      label={t("verifications.tableLabel")}
      rows={verifications}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("verifications.recipient"),
          cell: (v) => (
            <RowLink href={`/console/${project}/verifications/${toTypeId("ver", v.id)}`}>
              {subjectOf(v) ?? <span className="font-normal text-muted">{noSubject(v, t)}</span>}
            </RowLink>
          ),
          className: "max-w-80 truncate",
        },
        {
          header: t("verifications.status"),
          cell: (v) => (
            <span className="inline-flex flex-wrap gap-1">
              <LiveStatus id={toTypeId("ver", v.id)} status={statusOf(v, v.now)} />
              {isForTest(v) && <TestBadge />}
            </span>
          ),
        },
        { header: t("verifications.channel"), cell: (v) => channelOf(v, t) },
        { header: t("verifications.purpose"), cell: ({ purpose }) => purposeLabel(purpose, t) },
        { header: t("verifications.dialect"), cell: ({ dialect }) => dialect, className: "text-muted" },
        { header: t("verifications.started"), time: ({ createdAt }) => createdAt, align: "end" },
      ]}
    />
  );
}

function channelOf({ channel, connectorId }: LoadedVerification, t: Translator): string {
  if (channel) return t(`terms.channels.${channel}`);
  return connectorId ? t("verifications.social") : "–";
}
