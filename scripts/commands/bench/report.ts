import type { Sample } from "./measure";
import type { CallName } from "./options";
import type { StatementCount } from "./processes/statements";
import { median, span } from "./statistics";
import { percent, shown, table } from "./table";
import type { WaitingCost } from "./waiting";

const titles: Record<CallName, string> = {
  noop: "no-op handler",
  start: "start",
  right: "check, correct code",
  wrong: "check, wrong code",
  delivered: "delivered cycle",
  webhook: "webhook event",
  floor: "floor",
};

/** To reach, at this many clients. */
export const targets = { clients: 16, ofNoop: 0.6, statements: 3, webhookMicros: 300, flat: 0.1 };

const number = (samples: readonly Sample[], field: keyof Sample) =>
  median(samples.map((s) => s[field] as number));

const ofCall = (samples: readonly Sample[], call: CallName, clients: number) =>
  samples.filter((s) => s.call === call && s.clients === clients);

/**
 * How two calls compare, round by round: what else the machine does comes and goes, so only neighbours are compared.
 * Higher is faster.
 */
export function ratios(
  samples: readonly Sample[],
  call: CallName,
  base: CallName,
  clients: number,
): number[] {
  const bases = new Map(ofCall(samples, base, clients).map((s) => [s.round, s.perSecond]));
  return ofCall(samples, call, clients).flatMap((s) => {
    const other = bases.get(s.round);
    return other === undefined ? [] : [s.perSecond / other];
  });
}

/** One line for each kind of call and number of clients: medians over the rounds. */
export function callTable(samples: readonly Sample[]): string {
  const clientCounts = [...new Set(samples.map((s) => s.clients))];
  const rows = clientCounts.flatMap((clients) => {
    const lines = (Object.keys(titles) as CallName[]).flatMap((call) => {
      const these = ofCall(samples, call, clients);
      return these.length > 0 ? [lineOf(samples, these, call, clients)] : [];
    });
    const cycle = cycleLine(samples, clients);
    return cycle ? [...lines, cycle] : lines;
  });
  const head = [
    "",
    "clients",
    "per second",
    "p50 ms",
    "p99 ms",
    "CPU µs",
    "database µs",
    "of no-op",
    "of floor",
  ];
  return table(head, rows);
}

function lineOf(
  samples: readonly Sample[],
  these: readonly Sample[],
  call: CallName,
  clients: number,
): string[] {
  return [
    titles[call],
    String(clients),
    ...(["perSecond", "p50Ms", "p99Ms", "serverMicros", "databaseMicros"] as const).map((field) =>
      shown(number(these, field)),
    ),
    percent(median(ratios(samples, call, "noop", clients))),
    percent(median(ratios(samples, call, "floor", clients))),
  ];
}

/** A start and the check of its code, one after the other: made of the two measurements. */
function cycleLine(samples: readonly Sample[], clients: number): string[] | null {
  const parts = (["start", "right"] as const).map((call) => ofCall(samples, call, clients));
  if (parts.some((part) => part.length === 0)) return null;
  const sum = (field: keyof Sample) => parts.reduce((total, part) => total + number(part, field), 0);
  const seconds = parts.reduce((total, part) => total + 1 / number(part, "perSecond"), 0);
  return [
    "start + correct check",
    String(clients),
    shown(1 / seconds),
    shown(sum("p50Ms")),
    "–",
    shown(sum("serverMicros")),
    shown(sum("databaseMicros")),
    "–",
    "–",
  ];
}

/** Whether what was promised holds. */
export function verdicts(samples: readonly Sample[], statements: StatementCount | null): string[] {
  const lines = (["start", "right"] as const).flatMap((call) => {
    const each = ratios(samples, call, "noop", targets.clients);
    if (each.length === 0) return [];
    const share = median(each);
    const [lowest, highest] = span(each).map(percent);
    return [
      `${mark(share >= targets.ofNoop)} ${titles[call]}: ${percent(share)} of the no-op handler's requests at ${targets.clients} clients (rounds: ${lowest} to ${highest}; to reach: ${percent(targets.ofNoop)})`,
    ];
  });
  const webhooks = samples.filter(({ call }) => call === "webhook");
  if (webhooks.length > 0) {
    const micros = number(webhooks, "serverMicros");
    lines.push(
      `${mark(micros <= targets.webhookMicros)} webhook event: ${shown(micros)} µs of the server's CPU (to reach: ${targets.webhookMicros} at most)`,
    );
  }
  if (!statements) return lines;
  const { start, check } = statements;
  const text = `${shown(start + check)} statements for a start and its check (${shown(start)} + ${shown(check)}; to reach: ${targets.statements} at most)`;
  // What is asked once in some seconds (the key, a lease of the request limit) is no part of a call.
  const isWithin = Math.round((start + check) * 10) / 10 <= targets.statements;
  return [...lines, `${mark(isWithin)} ${text}`];
}

/** What was measured on a database with so many old verifications. */
export interface Side {
  rows: number;
  samples: Sample[];
}

/** What is compared on databases of several sizes. */
export const comparedCalls: readonly CallName[] = ["start", "right", "wrong"];

/** The processor time of a call, in microseconds: the server's and the database's. */
const cpuOf = ({ serverMicros, databaseMicros }: Sample) => serverMicros + databaseMicros;

/** The same calls on databases of several sizes. The first side is the smallest, which the others are compared with. */
export function rowsReport(sides: readonly Side[]): string {
  const smallest = sides[0]!;
  const kinds = [...new Map(smallest.samples.map((s) => [`${s.call} ${s.clients}`, s])).values()];
  const rows = kinds.flatMap(({ call, clients }) =>
    sides.map(({ rows, samples }) => {
      const these = ofCall(samples, call, clients);
      const each = pairs(ofCall(smallest.samples, call, clients), these, cpuOf);
      return [
        titles[call],
        String(clients),
        String(rows),
        ...(["perSecond", "p50Ms", "serverMicros", "databaseMicros"] as const).map((field) =>
          shown(number(these, field)),
        ),
        percent(median(each)),
        span(each).map(percent).join(" to "),
      ];
    }),
  );
  const head = ["", "clients", "verifications", "per second", "p50 ms", "CPU µs", "database µs"];
  return table([...head, `both CPU of ${smallest.rows}`, "rounds"], rows);
}

/** Whether calls cost the same on databases of all sizes: one line for each size and call, then one for all of them. */
export function rowsVerdicts([smallest, ...larger]: readonly Side[]): string[] {
  const compared = larger.flatMap(({ rows, samples }) =>
    comparedCalls.flatMap((call) => {
      const of = (samples: readonly Sample[]) => ofCall(samples, call, targets.clients);
      const each = pairs(of(smallest!.samples), of(samples), cpuOf);
      return each.length === 0 ? [] : [{ call, rows, each, ratio: median(each) }];
    }),
  );
  if (compared.length === 0)
    return [
      `Whether calls are flat within ${percent(targets.flat)} was not measured at ${targets.clients} clients.`,
    ];
  // Where the processes of PostgreSQL cannot be seen.
  if (compared.some(({ ratio }) => Number.isNaN(ratio)))
    return [`flat within ${percent(targets.flat)}: unknown, because the database's CPU time is.`];
  const isFlat = (ratio: number) => Math.abs(1 - ratio) <= targets.flat;
  const lines = compared.map(({ call, rows, each, ratio }) => {
    const [lowest, highest] = span(each).map(percent);
    return `${mark(isFlat(ratio))} ${titles[call]} with ${rows} verifications: ${percent(ratio)} of the CPU with ${smallest!.rows} (rounds: ${lowest} to ${highest}; to reach: within ${percent(targets.flat)})`;
  });
  const areFlat = compared.every(({ ratio }) => isFlat(ratio));
  return [...lines, `${mark(areFlat)} flat within ${percent(targets.flat)}: ${areFlat ? "yes" : "no"}`];
}

function pairs(
  base: readonly Sample[],
  others: readonly Sample[],
  figure: (sample: Sample) => number,
): number[] {
  const bases = new Map(base.map((s) => [s.round, figure(s)]));
  return others.flatMap((s) => (bases.has(s.round) ? [figure(s) / bases.get(s.round)!] : []));
}

const mark = (holds: boolean) => (holds ? "✓" : "✗");

/** What waiting clients cost, in sentences. */
export function waitingReport(cost: WaitingCost, seconds: number): string[] {
  const { clients, before, during, idleStatements, waitingStatements, toldMs } = cost;
  return [
    `Memory of the server: ${Math.round(before)} MB before, ${Math.round(during)} MB with ${clients} waiting clients.`,
    `Transactions in ${seconds} seconds in which nothing happens: ${idleStatements} before, ${waitingStatements} with them.`,
    `All of them heard of a change within ${Math.round(toldMs)} ms.`,
  ];
}
