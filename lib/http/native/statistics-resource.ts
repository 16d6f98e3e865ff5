import { z } from "zod";
import { dimensions, type Figures, intervalsOf, type Period, type RefusalSums } from "@/lib/statistics";
import { addDays } from "@/lib/time";
import { givenInstant, instant, showInstant } from "./fields";

/** Longer periods have no rows left, and more intervals are no series that somebody looks at. */
const mostDays = 400;
const mostIntervals = 1000;
const intervalMs = { hour: 3_600_000, day: 86_400_000 };

const filter = z.string().min(1).max(64).optional();

export const StatisticsQuery = z
  .strictObject({
    from: givenInstant
      .optional()
      .meta({ description: "Defaults to 7 days before `to`. Rounded down to the interval." }),
    to: givenInstant
      .optional()
      .meta({ description: "Exclusive, rounded up to the interval. Defaults to now." }),
    interval: z.enum(["hour", "day"]).default("day").meta({ description: "In UTC." }),
    by: z.enum(dimensions).optional().meta({ description: "What `breakdown` counts by." }),
    channel: filter,
    country: filter.meta({ description: "ISO 3166-1 alpha-2.", example: "DE" }),
    provider: filter,
    purpose: filter,
    dialect: filter,
    locale: filter,
  })
  .transform(({ from, to, interval, by, ...given }, context) => {
    const length = intervalMs[interval];
    const end = new Date(Math.ceil((to?.getTime() ?? Date.now()) / length) * length);
    const start = new Date(Math.floor((from ?? addDays(end, -7)).getTime() / length) * length);
    const period: Period = { from: start, to: end, interval };
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", message, path: ["from"] });
      return z.NEVER;
    };
    if (start >= end) return refuse("must be before `to`");
    if (start < addDays(end, -mostDays)) return refuse(`at most ${mostDays} days before \`to\``);
    if (intervalsOf(period).length > mostIntervals) return refuse(`at most ${mostIntervals} intervals`);
    const where = Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]]])),
    );
    return { period, by: by ?? null, where };
  });

const seconds = z.number().nullable();

const figures = {
  started: z.int(),
  sent: z.int().meta({ description: "With a message that a provider accepted." }),
  delivered: z.int().meta({ description: "As far as providers report it." }),
  answered: z.int().meta({ description: "With at least one code or link." }),
  verified: z.int(),
  secondsToVerify: z.strictObject({ median: seconds, p95: seconds }),
  secondsToSend: z
    .strictObject({ median: seconds, p95: seconds })
    .meta({ description: "From the request until a provider had accepted the message." }),
  cost: z.number().meta({
    description:
      "What the text messages, calls and WhatsApp messages cost by the project's prices, in US dollars: an estimate, because providers bill by their own prices. A verification counts for the provider and country of its last message.",
  }),
};

export const StatisticsResource = z
  .strictObject({
    from: instant,
    to: instant,
    interval: z.enum(["hour", "day"]),
    total: z.strictObject(figures),
    series: z.array(z.strictObject({ at: instant, ...figures })),
    breakdown: z
      .array(
        z.strictObject({
          value: z.string().nullable().meta({ description: "Null: unknown or none." }),
          ...figures,
        }),
      )
      .nullable(),
    refusals: z.array(z.strictObject({ at: instant, reason: z.string(), count: z.int() })).meta({
      description:
        "What was refused or failed: `limit/…` by what was counted, `rule/…` by rule, `code/…` answers, `message/…` messages. Filters do not apply.",
    }),
  })
  .meta({ id: "Statistics" });

export function toStatisticsResource({
  period,
  total,
  series,
  breakdown,
  refusals,
}: {
  period: Period;
  total: Figures;
  series: (Figures & { at: Date })[];
  breakdown: (Figures & { value: string })[] | null;
  refusals: RefusalSums[];
}): z.input<typeof StatisticsResource> {
  return {
    from: showInstant(period.from),
    to: showInstant(period.to),
    interval: period.interval,
    total: toFigures(total),
    series: series.map(({ at, ...rest }) => ({ at: showInstant(at), ...toFigures(rest) })),
    breakdown: breakdown?.map(({ value, ...rest }) => ({ value: value || null, ...toFigures(rest) })) ?? null,
    refusals: refusals.map(({ at, reason, count }) => ({ at: showInstant(at!), reason, count })),
  };
}

function toFigures({ started, sent, delivered, answered, verified, cost, ...times }: Figures) {
  return {
    started,
    sent,
    delivered,
    answered,
    verified,
    secondsToVerify: { median: times.verifyMedian, p95: times.verifyP95 },
    secondsToSend: { median: times.sendMedian, p95: times.sendP95 },
    cost: Math.round(cost * 10_000) / 10_000,
  };
}
