/** `npm run drill`: fails over a database, or upgrades, under load and counts what was lost. Its figures: docs/performance.md. */
import { setTimeout as pause } from "node:timers/promises";
import { startSubject } from "./bench/subject";
import { shown, table } from "./bench/table";
import { bold, Explanation, ensureBuilt, runMain, say, step } from "./drill/application";
import { Clients, Inbox } from "./drill/clients";
import { assess, longestSecondsDown, missesOf, type Outcome } from "./drill/ledger";
import { BadOption, help, type Options, parseOptions, type Scenario } from "./drill/options";
import { startPair } from "./drill/servers";
import { upgrade } from "./drill/upgrade";

const loadSeconds = 5;
/** What a fail-over manager needs to notice, and to be sure. */
const promoteAfterSeconds = 2;
/** How long clients go on if nothing succeeds any more. */
const patienceSeconds = 30;
/** Longer than the lease of a message (60 s), after which another worker would send it. */
const messageSeconds = 90;

type Stops = (() => Promise<void> | void)[];

await runMain(async () => {
  const options = readOptions();
  if (options.help) return console.log(help);
  console.log(`\n  ${bold("Countersign's drill")}\n`);
  await ensureBuilt();
  const stops: Stops = [];
  const interruption = interrupted();
  const drill = runAll(options, stops);
  // What runs when it is interrupted fails because its processes are stopped. That is not reported.
  drill.catch(() => {});
  try {
    await Promise.race([drill, interruption]);
  } finally {
    await stopAll(stops);
  }
});

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    throw error instanceof BadOption ? new Explanation(error.message) : error;
  }
}

/** Fails on Ctrl-C or SIGTERM. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Explanation("Interrupted. The servers of the drill are gone."));
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}

async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

async function runAll(options: Options, stops: Stops): Promise<void> {
  const outcomes: [string, Outcome][] = [];
  if (options.upgrade) outcomes.push(["upgraded", await upgrade(options.upgrade, options.clients, stops)]);
  else
    for (const scenario of options.only) {
      outcomes.push([scenario, await failOver(scenario, options.clients, stops)]);
      await stopAll(stops);
    }
  const head = [
    options.upgrade ? "Countersign" : "primary",
    "acknowledged",
    "lost",
    "spent twice",
    "messages lost",
    "503",
    "other",
    "seconds down",
  ];
  const rows = outcomes.map(([scenario, o]) => [
    scenario,
    ...[o.acknowledged, o.lost, o.spentTwice, o.messagesLost, o.unavailable, o.unexpected].map(String),
    shown(o.secondsDown),
  ]);
  console.log(`\n${table(head, rows)}\n`);
  if (options.upgrade && outcomes.some(([, { unavailable }]) => unavailable > 0))
    throw new Explanation("Requests got 503 during the upgrade.");
  const misses = outcomes.flatMap(([scenario, outcome]) =>
    missesOf(outcome).map((miss) => `${scenario}: ${miss}`),
  );
  if (misses.length > 0) throw new Explanation(misses.join("\n"));
  say(`Nothing was lost, and it was down for less than ${longestSecondsDown} seconds each time.`);
}

async function failOver(scenario: Scenario, clientCount: number, stops: Stops): Promise<Outcome> {
  const pair = await step("Starting a primary and a synchronous standby", startPair);
  stops.push(pair.stop);
  const subject = await step(`Starting Countersign on PostgreSQL ${pair.version}`, () =>
    startSubject(pair.url),
  );
  stops.push(subject.stop);
  const inbox = await Inbox.open();
  stops.push(() => inbox.close());
  const clients = new Clients(subject, inbox);
  await clients.prepare();

  clients.start(clientCount);
  await step(`${clientCount} clients at work`, () => pause(loadSeconds * 1000));
  const failedAt = performance.now();
  await step(`The primary is ${scenario}, the standby promoted`, async () => {
    if (scenario === "killed") await pair.primary.kill();
    else pair.primary.freeze();
    await pause(promoteAfterSeconds * 1000);
    await pair.standby.promote();
  });
  await step("Waiting for the first success", async () => {
    const deadline = failedAt + patienceSeconds * 1000;
    while (!clients.hasSucceededSince(failedAt) && performance.now() < deadline) await pause(50);
  });
  await step(`${clientCount} clients at work`, () => pause(loadSeconds * 1000));
  return step("Looking for what was acknowledged", async () => {
    await clients.stop();
    const { entries } = clients.ledger;
    await clients.spendAgain();
    await inbox.untilReceived(
      entries.map(({ recipient }) => recipient),
      messageSeconds,
    );
    const found = await clients.lookUp();
    return assess(clients.ledger, { failedAt, found, received: inbox.received });
  });
}
