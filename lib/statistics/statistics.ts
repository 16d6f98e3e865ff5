import type { Project } from "@/lib/projects";
import { addDays, addSeconds, day, hour } from "@/lib/time";
import type { Dimension, Measure } from "./dimensions";
import { addHistograms, percentile } from "./histogram";
import { type RefusalSums, readRefusals, readSums, type Sums } from "./repository";

/** A period, up to now and in whole hours. */
export interface Period {
  from: Date;
  /** Exclusive. */
  to: Date;
  interval: "hour" | "day";
}

/** The last `days`, by the hour if they are at most two. With whole days in UTC if they are more, and the current one. */
export function lastDays(days: number, now = new Date()): Period {
  const interval = days <= 2 ? "hour" : "day";
  const length = (interval === "hour" ? hour : day) * 1000;
  const to = new Date((Math.floor(now.getTime() / length) + 1) * length);
  return { from: addDays(to, -days), to, interval };
}

/** What to compare a period with: the one before it, up to the same hour, so that half a day is compared with half a day. */
export function periodBefore({ from, to, interval }: Period, now = new Date()): Period {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  const nextHour = new Date((Math.floor(now.getTime() / (hour * 1000)) + 1) * hour * 1000);
  const counted = nextHour < to ? nextHour : to;
  return { from: addSeconds(from, -seconds), to: addSeconds(counted, -seconds), interval };
}

/** Sums of some verifications. */
export interface Figures extends Record<Measure, number> {
  /** In seconds, from start to proof. Null if nothing was verified. */
  verifyMedian: number | null;
  verifyP95: number | null;
  /** In seconds, from the request until a provider had accepted the message. */
  sendMedian: number | null;
  sendP95: number | null;
  /** What the messages on paid channels cost by the project's prices, in US dollars. */
  cost: number;
}

export type Filter = Partial<Record<Dimension, readonly string[]>>;

/** A project's verifications that started in the period, in total and by time. Intervals without any are zero. */
export async function seriesOf(
  project: Project,
  period: Period,
  where: Filter = {},
): Promise<{ total: Figures; series: (Figures & { at: Date })[] }> {
  const rows = await readSums(project, { ...period, by: null, where });
  const byTime = new Map(rows.map((row) => [row.at!.getTime(), row]));
  const series = intervalsOf(period).map((at) => ({ at, ...figuresOf([byTime.get(at.getTime())]) }));
  return { total: figuresOf(rows), series };
}

/** The same verifications by one dimension, most first. An unknown value is an empty text. */
export async function breakdownOf(
  project: Project,
  { from, to }: Period,
  by: Dimension,
  where: Filter = {},
): Promise<(Figures & { value: string })[]> {
  const rows = await readSums(project, { from, to, interval: null, by, where });
  return rows.map((row) => ({ value: row.value!, ...figuresOf([row]) }));
}

/** Refusals and errors of the period by time and reason. */
export async function refusalsOf(projectId: string, period: Period): Promise<RefusalSums[]> {
  return readRefusals(projectId, period);
}

/** The beginnings of a period's intervals. */
export function intervalsOf({ from, to, interval }: Period): Date[] {
  const length = (interval === "hour" ? hour : day) * 1000;
  const count = Math.ceil((to.getTime() - from.getTime()) / length);
  return Array.from({ length: count }, (_, at) => new Date(from.getTime() + at * length));
}

function figuresOf(all: readonly (Sums | undefined)[]): Figures {
  const rows = all.filter((row) => row !== undefined);
  const sum = (measure: Measure) => rows.reduce((total, row) => total + row[measure], 0);
  const verified = addHistograms(rows.map(({ verifiedWithin }) => verifiedWithin));
  const sent = addHistograms(rows.map(({ sentWithin }) => sentWithin));
  return {
    started: sum("started"),
    sent: sum("sent"),
    delivered: sum("delivered"),
    answered: sum("answered"),
    verified: sum("verified"),
    verifyMedian: percentile(verified, 0.5),
    verifyP95: percentile(verified, 0.95),
    sendMedian: percentile(sent, 0.5),
    sendP95: percentile(sent, 0.95),
    cost: rows.reduce((total, row) => total + row.cost, 0),
  };
}
