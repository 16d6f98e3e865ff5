import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "@/app/_ui/data-table";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { RowLink } from "@/app/_ui/table";
import { type Dimension, dimensions, type Figures, measures } from "@/lib/statistics";
import { hrefOf, type View } from "./period";
import { formatDollars, formatDuration, text, valueLabel } from "./text";

/** The most rows. The rest is small and can be found by the API. */
const mostRows = 20;

/** The period's verifications by one dimension. A row leads to the page with only these. */
export function Breakdown({
  base,
  view,
  rows,
}: {
  base: string;
  view: View;
  rows: (Figures & { value: string })[];
}) {
  const { by, where } = view;
  return (
    <div className="grid gap-5">
      <LinkTabs
        label={text.breakdownBy}
        items={dimensions.map((one) => ({
          href: hrefOf(base, view, { by: one }),
          label: text.dimensions[one],
          current: one === by,
        }))}
      />
      {rows.length === 0 ? (
        <p className="text-muted text-sm">{text.noVerifications}</p>
      ) : (
        <DataTable
          label={text.dimensions[by]}
          rows={rows.slice(0, mostRows)}
          rowKey={({ value }) => value}
          columns={[
            {
              header: text.dimensions[by],
              cell: ({ value }) => (
                <RowLink href={hrefOf(base, view, { where: { ...where, [by]: [value] } })}>
                  {valueLabel(by, value)}
                </RowLink>
              ),
            },
            ...measures.map((measure) => ({
              header: text[measure],
              cell: (row: Figures) => row[measure].toLocaleString("en"),
              align: "end" as const,
            })),
            {
              header: text.conversionRate,
              cell: ({ verified, started }) => `${Math.round((verified / started) * 100)}%`,
              align: "end",
            },
            {
              header: text.verifyMedian,
              cell: ({ verifyMedian }) =>
                verifyMedian === null ? text.noMedian : formatDuration(verifyMedian),
              align: "end",
            },
            { header: text.cost, cell: ({ cost }) => formatDollars(cost), align: "end" },
          ]}
        />
      )}
      {rows.length > mostRows && <p className="text-muted text-sm">{text.more(rows.length - mostRows)}</p>}
    </div>
  );
}

/** What the page is restricted to. Each can be removed. */
export function ActiveFilters({ base, view }: { base: string; view: View }) {
  const active = Object.entries(view.where).flatMap(([dimension, values]) =>
    values.map((value) => ({ dimension: dimension as Dimension, value, values })),
  );
  if (active.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2" aria-label={text.filters}>
      {active.map(({ dimension, value, values }) => {
        const left = values.filter((one) => one !== value);
        const { [dimension]: _, ...others } = view.where;
        const where = left.length > 0 ? { ...others, [dimension]: left } : others;
        const label = `${text.dimensions[dimension]}: ${valueLabel(dimension, value)}`;
        return (
          <li key={`${dimension}/${value}`}>
            <Link
              href={hrefOf(base, view, { where }) as Route}
              className="inline-flex min-h-8 items-center gap-1.5 rounded-full border bg-surface px-3 text-sm hover:bg-subtle"
            >
              {label}
              <X aria-hidden className="size-3.5 text-muted" />
              <span className="sr-only">{text.removeFilter}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
