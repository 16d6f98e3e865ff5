import { DataTable } from "@/app/_ui/data-table";
import { Section } from "@/app/_ui/section";
import { notComparedReasons, type RecordedEndpoint } from "@/lib/shadow";
import { getText } from "../../../../../_text/get-text";

/** The differences of one endpoint, and why some of its requests were not compared. */
export async function EndpointDifferences({
  endpoint: { endpoint, notCompared, differences },
}: {
  endpoint: RecordedEndpoint;
}) {
  const t = await getText();
  const reasons = notComparedReasons.filter((reason) => notCompared[reason]);
  return (
    <Section title={<code className="break-words font-mono text-sm">{endpoint}</code>}>
      <div className="grid gap-3">
        {reasons.length > 0 && (
          <ul className="grid gap-1 text-muted text-sm">
            {reasons.map((reason) => (
              <li key={reason}>
                {t("shadow.notComparedBecause", {
                  count: notCompared[reason] ?? 0,
                  reason: t(`shadow.reasons.${reason}`),
                })}
              </li>
            ))}
          </ul>
        )}
        {differences.length > 0 && (
          <DataTable
            label={t("shadow.differencesOf", { endpoint })}
            rows={differences}
            rowKey={({ kind, at, vendor, ours }) => JSON.stringify([kind, at, vendor, ours])}
            columns={[
              {
                header: t("shadow.difference"),
                cell: ({ kind, at }) => (
                  <>
                    {t(`shadow.kinds.${kind}`)}
                    {kind !== "status" && (
                      <code className="ms-2 break-all font-mono text-[0.8125rem]">{at}</code>
                    )}
                  </>
                ),
                className: "md:max-w-96",
              },
              {
                header: t("shadow.vendor"),
                cell: ({ vendor }) => vendor ?? t("shadow.nothing"),
                className: "break-words",
              },
              {
                header: t("shadow.ours"),
                cell: ({ ours }) => ours ?? t("shadow.nothing"),
                className: "break-words",
              },
              {
                header: t("shadow.count"),
                align: "end",
                cell: ({ count }) => count.toLocaleString(t.locale),
              },
            ]}
          />
        )}
      </div>
    </Section>
  );
}
