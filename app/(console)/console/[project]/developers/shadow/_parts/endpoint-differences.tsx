import { DataTable } from "@/app/_ui/data-table";
import { Section } from "@/app/_ui/section";
import { notComparedReasons, type RecordedEndpoint } from "@/lib/shadow";
import { kindNames, reasonTexts, text } from "../text";

/** The differences of one endpoint, and why some of its requests were not compared. */
export function EndpointDifferences({
  endpoint: { endpoint, notCompared, differences },
}: {
  endpoint: RecordedEndpoint;
}) {
  const reasons = notComparedReasons.filter((reason) => notCompared[reason]);
  return (
    <Section title={<code className="break-words font-mono text-sm">{endpoint}</code>}>
      <div className="grid gap-3">
        {reasons.length > 0 && (
          <ul className="grid gap-1 text-muted text-sm">
            {reasons.map((reason) => (
              <li key={reason}>
                {notCompared[reason]?.toLocaleString("en")} {text.notCompared.toLowerCase()}:{" "}
                {reasonTexts[reason]}
              </li>
            ))}
          </ul>
        )}
        {differences.length > 0 && (
          <DataTable
            label={text.differencesOf(endpoint)}
            rows={differences}
            rowKey={({ kind, at, vendor, ours }) => JSON.stringify([kind, at, vendor, ours])}
            columns={[
              {
                header: text.difference,
                cell: ({ kind, at }) => (
                  <>
                    {kindNames[kind]}
                    {kind !== "status" && (
                      <code className="ms-2 break-all font-mono text-[0.8125rem]">{at}</code>
                    )}
                  </>
                ),
                className: "md:max-w-96",
              },
              { header: text.vendor, cell: ({ vendor }) => vendor ?? text.nothing, className: "break-words" },
              { header: text.ours, cell: ({ ours }) => ours ?? text.nothing, className: "break-words" },
              { header: text.count, align: "end", cell: ({ count }) => count.toLocaleString("en") },
            ]}
          />
        )}
      </div>
    </Section>
  );
}
