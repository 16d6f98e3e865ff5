import type { Dimension, Filter } from "@/lib/statistics";
import { dimensions, lastDays, type Period } from "@/lib/statistics";

export const periods = { day: 1, week: 7, month: 30, quarter: 90 } as const;
export type PeriodName = keyof typeof periods;

/** What the page shows, as its URL says. Anything unknown has its default. */
export interface View {
  name: PeriodName;
  period: Period;
  by: Dimension;
  where: Filter;
}

type Query = Record<string, string | string[] | undefined>;

export function viewOf(query: Query): View {
  const name = (Object.keys(periods) as PeriodName[]).find((one) => one === query.span) ?? "week";
  const by = dimensions.find((one) => one === query.by) ?? "channel";
  const where = Object.fromEntries(
    dimensions.flatMap((dimension) => {
      const given = query[dimension];
      const values = typeof given === "string" ? [given] : (given ?? []);
      return values.length > 0 ? [[dimension, values]] : [];
    }),
  );
  return { name, period: lastDays(periods[name]), by, where };
}

/** The page's URL with some of the view changed. */
export function hrefOf(
  base: string,
  { name, by, where }: Pick<View, "name" | "by" | "where">,
  change: Partial<Pick<View, "name" | "by" | "where">>,
): string {
  const next = { name, by, where, ...change };
  const query = new URLSearchParams();
  if (next.name !== "week") query.set("span", next.name);
  if (next.by !== "channel") query.set("by", next.by);
  for (const [dimension, values] of Object.entries(next.where))
    for (const value of values) query.append(dimension, value);
  return query.size > 0 ? `${base}?${query}` : base;
}
