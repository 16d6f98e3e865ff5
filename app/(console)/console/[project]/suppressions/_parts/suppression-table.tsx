import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import type { Suppression } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { getText } from "../../../../_text/get-text";
import { removeSuppression } from "../actions";

export async function SuppressionTable({
  suppressions,
  project,
  mayWrite,
}: {
  suppressions: Suppression[];
  project: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  return (
    <DataTable
      label={t("suppressions.tableLabel")}
      rows={suppressions}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("suppressions.recipient"),
          cell: ({ recipient }) => recipient,
          className: "break-all py-2 font-medium md:max-w-72",
        },
        { header: t("suppressions.channel"), cell: ({ channel }) => t(`terms.channels.${channel}`) },
        {
          header: t("suppressions.reason"),
          cell: (suppression) => <Reason suppression={suppression} project={project} />,
          className: "md:max-w-80",
        },
        { header: t("suppressions.createdAt"), time: ({ createdAt }) => createdAt },
        mayWrite && {
          header: t("suppressions.actions"),
          actions: ({ id, recipient }) => (
            <ConfirmButton
              label={t("suppressions.remove")}
              title={t("suppressions.removeTitle", { recipient })}
              description={t("suppressions.removeText")}
              action={removeSuppression}
              fields={{ project, suppression: toTypeId("sup", id) }}
            />
          ),
        },
      ]}
    />
  );
}

async function Reason({
  suppression: { reason, note, deliveryId },
  project,
}: {
  suppression: Suppression;
  project: string;
}) {
  const t = await getText();
  return (
    <span className="grid">
      <span>{t(`suppressions.reasons.${reason}`)}</span>
      {note && <span className="break-words text-muted text-xs">{note}</span>}
      {deliveryId && (
        <TextLink href={`/console/${project}/messages/${toTypeId("dlv", deliveryId)}`} className="text-xs">
          {t("suppressions.message")}
        </TextLink>
      )}
    </span>
  );
}
