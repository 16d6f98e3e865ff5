import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "@/app/_ui/data-table";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { RowLink } from "@/app/_ui/table";
import { type Dimension, dimensions, type Figures, measures } from "@/lib/statistics";
import { getText } from "../../../_text/get-text";
import { formatDollars, formatDuration, valueLabel } from "./labels";
import { hrefOf, type View } from "./period";

/** The most rows. The rest is small and can be found by the API. */
const mostRows = 20;

/** The period's verifications by one dimension. A row leads to the page with only these. */
export async function Breakdown({
  base,
  view,
  rows,
}: {
  base: string;
  view: View;
  rows: (Figures & { value: string })[];
}) {
  const t = await getText();
  const { by, where } = view;
  return (
    <div className="grid gap-5">
      <LinkTabs
        label={t("overview.breakdownBy")}
        items={dimensions.map((one) => ({
          href: hrefOf(base, view, { by: one }),
          label: t(`overview.dimensions.${one}`),
          current: one === by,
        }))}
      />
      {rows.length === 0 ? (
        <p className="text-muted text-sm">{t("overview.noVerifications")}</p>
      ) : (
        <DataTable
          label={t(`overview.dimensions.${by}`)}
          rows={rows.slice(0, mostRows)}
          rowKey={({ value }) => value}
          columns={[
            {
              header: t(`overview.dimensions.${by}`),
              cell: ({ value }) => (
                <RowLink href={hrefOf(base, view, { where: { ...where, [by]: [value] } })}>
                  {valueLabel(by, value, t)}
                </RowLink>
              ),
            },
            ...measures.map((measure) => ({
              header: t(`overview.measures.${measure}`),
              cell: (row: Figures) => row[measure].toLocaleString(t.locale),
              align: "end" as const,
            })),
            {
              header: t("overview.conversionRate"),
              cell: ({ verified, started }) => `${Math.round((verified / started) * 100)}%`,
              align: "end",
            },
            {
              header: t("overview.times.verifyMedian"),
              cell: ({ verifyMedian }) =>
                verifyMedian === null ? t("overview.noMedian") : formatDuration(verifyMedian, t),
              align: "end",
            },
            { header: t("overview.cost"), cell: ({ cost }) => formatDollars(cost, t), align: "end" },
          ]}
        />
      )}
      {rows.length > mostRows && (
        <p className="text-muted text-sm">{t("overview.more", { count: rows.length - mostRows })}</p>
      )}
    </div>
  );
}

/** What the page is restricted to. Each can be removed. */
export async function ActiveFilters({ base, view }: { base: string; view: View }) {
  const t = await getText();
  const active = Object.entries(view.where).flatMap(([dimension, values]) =>
    values.map((value) => ({ dimension: dimension as Dimension, value, values })),
  );
  if (active.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2" aria-label={t("overview.filters")}>
      {active.map(({ dimension, value, values }) => {
        const left = values.filter((one) => one !== value);
        const { [dimension]: _, ...others } = view.where;
        const where = left.length > 0 ? { ...others, [dimension]: left } : others;
        const label = `${t(`overview.dimensions.${dimension}`)}: ${valueLabel(dimension, value, t)}`;
        return (
          <li key={`${dimension}/${value}`}>
            <Link
              href={hrefOf(base, view, { where }) as Route}
              className="inline-flex min-h-8 items-center gap-1.5 rounded-full border bg-surface px-3 text-sm hover:bg-subtle"
            >
              {label}
              <X aria-hidden className="size-3.5 text-muted" />
              <span className="sr-only">{t("overview.removeFilter")}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
