/** `npm run bench`: measures the production build. What the figures mean, and what they were: docs/performance.md. */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { bold, Explanation, ensureBuilt, runMain, say, step } from "./bench/application";
import { Child } from "./bench/child";
import { Databases } from "./bench/databases";
import { fill } from "./bench/fill";
import { type Bench, type Floor, measure, type Sample } from "./bench/measure";
import { BadOption, type CallName, help, type Options, parseOptions } from "./bench/options";
import type { FloorCommands } from "./bench/processes/floor";
import type { LoadCommands } from "./bench/processes/load";
import type { StatementCount, StatementSkills } from "./bench/processes/statements";
import { memoryOf } from "./bench/processor-time";
import { measureRules, measureTimings, rulesReport, rulesVerdicts, timingsReport } from "./bench/protection";
import {
  callTable,
  comparedCalls,
  rowsReport,
  rowsVerdicts,
  type Side,
  verdicts,
  waitingReport,
} from "./bench/report";
import { type Subject, startSubject } from "./bench/subject";
import { measureWaiting } from "./bench/waiting";

const floorRows = 10_000;
const warmSeconds = 2;
/** How long nothing happens while clients wait. */
const waitingSeconds = 20;
/** A machine with this many processes at work besides ours gives figures that mean little. */
const busyLoad = 0.5;

await runMain(async () => {
  const options = readOptions();
  if (options.help) return console.log(help);
  const url = process.env.DATABASE_URL;
  if (!url) throw new Explanation(`DATABASE_URL is not set. Run: npm run bench\n${help}`);
  if (!URL.canParse(url)) throw new Explanation("The bench needs a DATABASE_URL that names a single server.");
  console.log(`\n  ${bold("Countersign's bench")}\n`);
  if (!options.protection) await ensureBuilt();

  const databases = new Databases(url);
  const stops: (() => Promise<void> | void)[] = [() => databases.close(options.keep)];
  const interruption = interrupted();
  try {
    const machine = await describeMachine(databases);
    const run = options.protection
      ? compareProtection
      : options.waiting > 0
        ? measureWaiters
        : options.rows.length > 0
          ? compareRows
          : compareCalls;
    const comparison = run({
      databases,
      options,
      machine,
      stops,
    });
    // What runs when it is interrupted fails because its processes are stopped. That is not reported.
    comparison.catch(() => {});
    await Promise.race([comparison, interruption]);
  } finally {
    for (const stop of stops.splice(0).reverse()) await stop();
  }
});

/** Fails on Ctrl-C or SIGTERM. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () =>
      reject(new Explanation("Interrupted. The servers and databases of the bench are gone."));
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}

async function describeMachine(databases: Databases): Promise<string> {
  const load = loadavg()[0]!;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node.js ${process.version}, ${await databases.describe()}`;
  say(machine);
  if (load > busyLoad)
    say(`The machine is busy (load ${load.toFixed(1)}): only the ratios, measured in turns, mean something.`);
  return `${machine}, load before: ${load.toFixed(1)}`;
}

interface Run {
  databases: Databases;
  options: Options;
  machine: string;
  stops: (() => Promise<void> | void)[];
}

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    throw error instanceof BadOption ? new Explanation(error.message) : error;
  }
}

/** Every kind of call, one after the other, several times over. */
async function compareCalls({ databases, options, machine, stops }: Run): Promise<void> {
  const { subject, bench } = await openBench("countersign_bench", { databases, options, stops });
  const statements = await countStatements(bench);
  await warmUp([bench], options);
  const idle = memoryOf(subject.pid).now;

  const samples: Sample[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const clients of options.clients) {
      await step(`Round ${round} of ${options.rounds}, ${clients} clients`, async (tell) => {
        for (const call of options.only) {
          // The server decides how many requests it makes at once.
          if (call === "webhook" && clients !== options.clients[0]) continue;
          tell(call);
          samples.push(await measureNext(bench, call, clients, round, samples, options));
        }
      });
    }
  }
  const memory = memoryOf(subject.pid);
  console.log(`\n${callTable(samples)}\n`);
  say(
    `Memory of the server: ${Math.round(idle)} MB after warming up, ${Math.round(memory.highest)} MB at its highest.`,
  );
  if (bench.postmaster === null)
    say("The database's CPU time is unknown: its processes cannot be seen from here.");
  for (const line of verdicts(samples, statements)) say(line);
  writeJson(options, { machine, samples, statements, memory: { idle, ...memory } });
}

/** Starts and checks on databases of several sizes, in turns. One size is compared with an empty database. */
async function compareRows({ databases, options, machine, stops }: Run): Promise<void> {
  const names = options.only.filter((call) => comparedCalls.includes(call));
  const sizes = options.rows.length > 1 ? options.rows : [0, ...options.rows];
  const sides: (Side & { bench: Bench })[] = [];
  for (const rows of sizes.toSorted((a, b) => a - b)) {
    const name = rows === 0 ? "countersign_bench" : `countersign_bench_${rows}`;
    const { bench, subject, databaseUrl } = await openBench(name, { databases, options, stops });
    // An empty one is laid out like the others, so that they differ in nothing but their size.
    await subject.whileStopped(() =>
      step(`Filling a database with ${rows} verifications`, (tell) =>
        fill(databaseUrl, subject.prepared, rows, tell),
      ),
    );
    sides.push({ bench, rows, samples: [] });
  }
  await warmUp(
    sides.map(({ bench }) => bench),
    { ...options, only: names },
  );

  for (let round = 1; round <= options.rounds; round++) {
    for (const clients of options.clients) {
      await step(`Round ${round} of ${options.rounds}, ${clients} clients`, async (tell) => {
        // Each goes first equally often: who comes later meets a busier disk.
        const first = round % sides.length;
        const turns = [...sides.slice(first), ...sides.slice(0, first)];
        for (const call of names) {
          for (const { bench, rows, samples } of turns) {
            tell(`${call}, ${rows} verifications`);
            samples.push(await measureNext(bench, call, clients, round, samples, options));
          }
        }
      });
    }
  }
  const measured = sides.map(({ rows, samples }) => ({ rows, samples }));
  console.log(`\n${rowsReport(measured)}\n`);
  for (const line of rowsVerdicts(measured)) say(line);
  writeJson(options, { machine, databases: measured });
}

/** Clients that follow events while nothing happens. */
async function measureWaiters({ databases, options, machine, stops }: Run): Promise<void> {
  const { subject, bench, databaseUrl } = await openBench("countersign_bench", {
    databases,
    options: { ...options, only: ["start"] },
    stops,
  });
  await warmUp([bench], { ...options, only: ["noop", "start", "right"] });
  const cost = await step(`${options.waiting} clients wait`, () =>
    measureWaiting({
      subject,
      databaseUrl,
      clients: options.waiting,
      seconds: waitingSeconds,
      memory: () => memoryOf(subject.pid).now,
    }),
  );
  for (const line of waitingReport(cost, waitingSeconds)) say(line);
  writeJson(options, { machine, waiting: cost });
}

/** Verbs and route handlers in a process without a server. */
async function compareProtection({ databases, options, machine }: Run): Promise<void> {
  const rules = await step("Starts and checks, with rules and without", () => measureRules(databases));
  console.log(`\n${rulesReport(rules)}\n`);
  for (const line of rulesVerdicts(rules)) say(line);
  const timings = await step("Messages that are sent and refused", () => measureTimings(databases));
  console.log(`\n${timingsReport(timings)}\n`);
  writeJson(options, { machine, rules, timings });
}

async function openBench(name: string, { databases, options, stops }: Omit<Run, "machine">) {
  const databaseUrl = await databases.create(name);
  const subject: Subject = await step("Starting the server", () =>
    startSubject(databaseUrl, options.profile),
  );
  stops.push(subject.stop);
  const load = new Child<LoadCommands>("load");
  stops.push(() => load.stop());
  let floor: Floor | null = null;
  if (options.only.includes("floor") && options.rows.length === 0) {
    const child = new Child<FloorCommands>("floor");
    stops.push(() => child.stop());
    floor = { ...(await child.ask("serve", { databaseUrl, rows: floorRows })), rows: floorRows };
  }
  const postmaster = await databases.postmaster();
  const bench: Bench = { load, subject, floor, postmaster, nextRecipient: 0 };
  return { bench, subject, databaseUrl };
}

/** Compiles, connects and caches whatever comes with the first requests. */
function warmUp(benches: readonly Bench[], options: Options): Promise<void> {
  return step("Warming up", async () => {
    for (const bench of benches) {
      for (const call of options.only) {
        if (call === "floor" && !bench.floor) continue;
        await measure(bench, {
          call,
          clients: 16,
          seconds: warmSeconds,
          round: 0,
          atMost: warmSeconds * 500,
        });
      }
    }
  });
}

/** Prepares enough codes: half more than the same call used a round ago, or, the first time, than any call used. */
async function measureNext(
  bench: Bench,
  call: CallName,
  clients: number,
  round: number,
  soFar: readonly Sample[],
  { seconds }: Options,
): Promise<Sample> {
  const alike = soFar.filter((s) => s.clients === clients && s.call !== "floor" && s.call !== "webhook");
  const same = alike.filter((s) => s.call === call);
  const rates = (same.length > 0 ? same : alike).map((s) => s.perSecond);
  const atMost = seconds * Math.max(500, ...rates) * 1.5;
  return measure(bench, { call, clients, seconds, round, atMost });
}

async function countStatements(bench: Bench): Promise<StatementCount | null> {
  const cycles = 200;
  return step(`Counting the statements of ${cycles} starts and checks`, async () => {
    const child = new Child<StatementSkills>("statements", bench.subject.env);
    try {
      return await child.ask("count", { first: bench.nextRecipient, cycles });
    } finally {
      bench.nextRecipient += cycles + 1;
      child.stop();
    }
  });
}

function writeJson({ json }: Options, measured: unknown): void {
  if (!json) return;
  writeFileSync(json, `${JSON.stringify(measured, null, 2)}\n`);
  say(`Everything that was measured is in ${json}.`);
}
