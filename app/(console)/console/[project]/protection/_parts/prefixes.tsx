import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { listPrefixes, type PrefixWithNumbers } from "@/lib/protection";
import { getText } from "../../../../_text/get-text";
import type { Translator } from "../../../../_text/translator";
import { pause, reopen } from "../actions";

const shown = 50;

function labelOf({ kind, prefix, country }: PrefixWithNumbers, t: Translator): string {
  const countryNames = new Intl.DisplayNames(t.locale, { type: "region" });
  if (kind === "unfamiliar") return t("protection.settings.unfamiliar");
  if (kind === "country") return countryNames.of(prefix) ?? prefix;
  return country ? `${prefix} (${countryNames.of(country) ?? country})` : prefix;
}

/** Where paid messages went, paused prefixes first. */
export async function Prefixes({
  id,
  projectId,
  mayWrite,
}: {
  id: string;
  projectId: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  const rows = await listPrefixes(projectId, { limit: shown });
  if (rows.length === 0) return <p className="text-muted text-sm">{t("protection.settings.noPrefixes")}</p>;
  const ordered = rows.sort((a, b) => Number(b.pausedAt !== null) - Number(a.pausedAt !== null));
  return (
    <DataTable
      label={t("protection.settings.prefixes")}
      rows={ordered}
      rowKey={({ prefix }) => prefix}
      columns={[
        { header: t("protection.settings.prefix"), cell: (row) => labelOf(row, t), className: "font-medium" },
        { header: t("protection.settings.sentToday"), cell: ({ daySent }) => daySent, align: "end" },
        {
          header: t("protection.settings.verifiedToday"),
          cell: ({ dayVerified }) => dayVerified,
          align: "end",
        },
        { header: t("protection.settings.state"), cell: (row) => <State row={row} /> },
        mayWrite && {
          header: t("protection.settings.actions"),
          actions: (row) => (
            <ActionButton
              action={row.pausedAt ? reopen : pause}
              fields={{ project: id, prefix: row.prefix }}
              done={row.pausedAt ? t("protection.settings.reopened") : t("protection.settings.pausedNow")}
              size="sm"
              aria-label={t(row.pausedAt ? "protection.settings.reopenOf" : "protection.settings.pauseOf", {
                prefix: labelOf(row, t),
              })}
            >
              {row.pausedAt ? t("protection.settings.reopen") : t("protection.settings.pause")}
            </ActionButton>
          ),
        },
      ]}
    />
  );
}

async function State({ row }: { row: PrefixWithNumbers }) {
  const t = await getText();
  if (!row.pausedAt) return <Badge>{t("protection.settings.open")}</Badge>;
  const reason = row.pauseReason && t(`protection.settings.pauseReasons.${row.pauseReason}`);
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone={row.isProbed ? "info" : "warning"}>
        {row.isProbed ? t("protection.settings.probing") : t("protection.settings.paused")}
      </Badge>
      {reason && <span className="text-muted text-xs">{reason}</span>}
    </span>
  );
}
