import { Child } from "./child";
import type { Databases } from "./databases";
import type { CycleCost, ProtectionCommands, RulesCost, Timing } from "./processes/protection";
import { median, percentile } from "./statistics";
import { newInstallation } from "./subject";
import { percent, shown, table } from "./table";

/** Requests of each kind for each surface. */
const samples = 500;
const rounds = 5;
/** Starts and checks in a round. */
const cycles = 300;
/** The most that rules may cost, as a part of a start and check without them. */
const target = 0.1;

/** Asks a process of its own, with a database of its own. */
async function inProcess<T>(
  databases: Databases,
  ask: (child: Child<ProtectionCommands>) => Promise<T>,
): Promise<T> {
  const { env } = await newInstallation(await databases.create("countersign_bench"));
  const child = new Child<ProtectionCommands>("protection", env);
  try {
    return await ask(child);
  } finally {
    child.stop();
  }
}

export async function measureRules(databases: Databases): Promise<RulesCost[]> {
  const postmaster = await databases.postmaster();
  return inProcess(databases, (child) => child.ask("rules", { rounds, cycles, postmaster }));
}

export async function measureTimings(databases: Databases): Promise<Timing[]> {
  return inProcess(databases, (child) => child.ask("timings", { samples }));
}

/** Microseconds of processor time for a start and its check. */
export function rulesReport(rules: readonly RulesCost[]): string {
  const rows = rules.map((cost) => {
    const of = (costs: readonly CycleCost[], part: keyof CycleCost) => median(costs.map((one) => one[part]));
    const parts = (["process", "database"] as const).flatMap((part) => [
      of(cost.without, part),
      of(cost.with, part),
    ]);
    return [cost.what, ...parts.map(shown), percent(increaseOf(cost))];
  });
  return table(["CPU µs", "process without", "with", "database without", "with", "more"], rows);
}

export function rulesVerdicts(rules: readonly RulesCost[]): string[] {
  return rules.map((cost) => {
    const increase = increaseOf(cost);
    return `${increase <= target ? "✓" : "✗"} ${cost.what}: rules cost ${percent(increase)} of a start and check (to reach: ${percent(target)} at most)`;
  });
}

/** Milliseconds of responses. */
export function timingsReport(timings: readonly Timing[]): string {
  const quantiles = (times: readonly number[]) => {
    const sorted = Float64Array.from(times).sort();
    return [0.5, 0.95].map((share) => shown(percentile(sorted, share)));
  };
  const rows = timings.map(({ surface, sent, refused }) => [
    surface,
    ...quantiles(sent),
    ...quantiles(refused),
    percent(distinguishable(sent, refused)),
  ]);
  return table(["ms", "sent p50", "p95", "refused p50", "p95", "told apart"], rows);
}

/** How much more of both processors a cycle with rules takes: the median of the rounds. */
function increaseOf({ with: ruled, without }: RulesCost): number {
  const total = ({ process, database }: CycleCost) => process + database;
  return median(ruled.map((cost, round) => total(cost) / total(without[round]!) - 1));
}

/**
 * How often somebody who sees one response of each kind would name the slower kind correctly, from the times alone: 50 % is a
 * coin toss.
 */
export function distinguishable(a: readonly number[], b: readonly number[]): number {
  let slower = 0;
  for (const one of a) for (const other of b) slower += one > other ? 1 : one === other ? 0.5 : 0;
  const part = slower / (a.length * b.length);
  return Math.max(part, 1 - part);
}
