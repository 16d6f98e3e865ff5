/** `npm test`: everything that can be checked, from a fresh clone, ending with one line that counts it. */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ensureBuilt } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { Explanation, report, runMain } from "./explanation.mjs";
import { ensureInstalled } from "./install.mjs";
import { fetchNode } from "./node-versions.mjs";
import { findPgBouncer, startPgBouncer } from "./pgbouncer.mjs";
import { stopProcess } from "./processes.mjs";
import { findProgram } from "./programs.mjs";
import { bold, elapsedSince, green, red, step } from "./progress.mjs";
import { inRoot, root } from "./project.mjs";
import { endQuietly } from "./run-quietly.mjs";
import { requireNode } from "./settings.mjs";
import {
  closingLine,
  closingLines,
  countOne,
  countPlaywright,
  countVitest,
  skippedPart,
} from "./test-counts.mjs";
import { startTestDatabase } from "./test-database.mjs";
import { startTestProduct } from "./test-product.mjs";

const help = `
Usage: npm test                           everything
       npm test -- types                  one part: types, lint, unit, pooler, citus, deploy or journeys
       npm test -- unit lib/verification  only files whose path contains this
       npm test -- journeys -g "by code"  options go to vitest (unit) or Playwright (journeys)
       npm test -- --no-journeys          everything that needs no browser
       npm test -- nodes                  serves with Node.js 22 and 24 from npm; not part of "everything"

"unit" includes the tests against a real PostgreSQL, which is started for them. "pooler" repeats some of them through
PgBouncer in transaction mode, with prepared statements if DATABASE_PREPARED_STATEMENTS is "on" (version 1.21 or newer);
without one (Debian: apt-get install pgbouncer) it is skipped. "citus" repeats some on the Citus
cluster whose coordinator CITUS_URL names, and is skipped without it. "deploy" runs the built product
behind this machine's nginx and Caddy and as on a serverless host. Each part runs even if an
earlier one failed; the last lines name the tests that failed and count all, and the exit code is 1 if any failed.
`;

/** What must be stopped, last started first, however the run ends. */
const stops = [];
const children = new Set();
let database;
let isInterrupted = false;

/** What uses the database in all its ways: the engine's races, the outbox, the API, start and retention. All would take too long. */
const poolerTests = [
  "lib/verification",
  "lib/delivery/outbox/crash",
  "lib/delivery/outbox/worker",
  "lib/http/native/contract/verifications",
  "lib/http/native/contract/idempotency",
  "lib/boot",
  "lib/db",
];

/** What runs differently on several servers: the engine, the outbox, the API, retention. */
const citusTests = [
  "lib/citus",
  "lib/verification/races",
  "lib/delivery/outbox/worker",
  "lib/http/native/contract/verifications",
  "lib/boot/retention",
  "lib/privacy",
  "lib/verification/search",
];

const parts = { types, lint, unit, pooler, citus, deploy, journeys };
/** Only when they are asked for. */
const furtherParts = { nodes };

await runMain(async () => {
  const options = parse(process.argv.slice(2));
  if (options.help) return console.log(help);
  requireNode();
  const work = runParts(options);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => interrupt(name, work));

  const counts = await work.catch((error) => {
    if (!isInterrupted) throw error;
  });
  if (isInterrupted) return;
  await stopAll();
  const isFailed = counts.some(({ failed }) => failed > 0);
  console.log(`\n${closingLines(counts).join("\n")}`);
  process.exit(isFailed ? 1 : 0);
});

async function runParts({ parts: names, filters, skipsJourneys }) {
  await ensureInstalled();
  const counts = [];
  for (const name of names) if (!isInterrupted) counts.push(await runPart(name, filters));
  if (skipsJourneys) counts.push(skipJourneys());
  return counts;
}

function parse([first, ...rest]) {
  if (first === "--help" || first === "-h") return { help: true };
  if (first === undefined) return { parts: Object.keys(parts), filters: [] };
  if (first === "--no-journeys")
    return {
      parts: Object.keys(parts).filter((name) => name !== "journeys"),
      filters: [],
      skipsJourneys: true,
    };
  if (first in parts || first in furtherParts) return { parts: [first], filters: rest };
  throw new Explanation(`There is no part of the tests named "${first}".\n${help}`);
}

async function runPart(name, filters) {
  const startedAt = performance.now();
  console.log(`\n${bold(`── ${name} ${"─".repeat(60 - name.length)}`)}\n`);
  const counts = await (parts[name] ?? furtherParts[name])(filters).catch((error) => {
    if (!isInterrupted) report(error);
    return countOne(false, name);
  });
  if (isInterrupted) return counts;
  const mark = counts.failed ? red("✗") : green("✓");
  console.log(`\n  ${mark} ${name}: ${closingLine([counts])} (${elapsedSince(startedAt)})`);
  return counts;
}

async function types() {
  const isGenerated = await run("next/dist/bin/next", ["typegen"]);
  return countOne(isGenerated && (await run("typescript/bin/tsc", ["--noEmit"])), "types");
}

async function lint() {
  return countOne(await run("@biomejs/biome/bin/biome", ["check", "."]), "lint");
}

async function unit(filters, env = {}) {
  const { adminUrl, dataDir } = await testDatabase();
  const file = path.join(dataDir, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  rmSync(file, { force: true });
  const isPassed = await run("vitest/vitest.mjs", ["run", ...reporters, ...filters], {
    TEST_DATABASE_URL: adminUrl,
    ...env,
  });
  return countVitest(file, isPassed, `vitest ${filters.join(" ")}`);
}

async function pooler(filters) {
  const program = await findPgBouncer();
  if (!program) {
    console.log("  · pooler: skipped, there is no pgbouncer (Debian: apt-get install pgbouncer)");
    return skippedPart;
  }
  const { adminUrl } = await testDatabase();
  const bouncer = await step("Starting PgBouncer", () => startPgBouncer(program, adminUrl));
  stops.push(bouncer.stop);
  return unit(filters.length > 0 ? filters : poolerTests, { TEST_POOLER_URL: bouncer.url });
}

async function citus(filters) {
  if (!process.env.CITUS_URL) {
    console.log("  · citus: skipped, CITUS_URL does not name the coordinator of a Citus cluster");
    return skippedPart;
  }
  return unit(filters.length > 0 ? filters : citusTests, { TEST_CITUS_URL: process.env.CITUS_URL });
}

async function deploy(filters) {
  const missing = ["nginx", "caddy"].filter((name) => !findProgram(name));
  if (missing.length > 0)
    console.log(`  · deploy: without ${missing.join(" and ")} (Debian: apt-get install nginx caddy)`);
  await ensureBuilt();
  const { dataDir } = await testDatabase();
  return unit(filters.length > 0 ? filters : ["deploy/tests"], { TEST_DATA_DIR: dataDir });
}

async function nodes() {
  await ensureBuilt();
  const { dataDir } = await testDatabase();
  const programs = await step("Fetching Node.js 22 and 24", () => Promise.all([22, 24].map(fetchNode)));
  const found = programs.filter(Boolean);
  if (found.length < programs.length)
    console.log("  · nodes: npm does not have every version for this machine");
  if (found.length === 0) return skippedPart;
  return unit(["deploy/tests/nodes"], { TEST_DATA_DIR: dataDir, TEST_NODES: found.join() });
}

async function journeys(filters) {
  const chromium = await findChromium();
  await ensureBuilt();
  const { adminUrl, dataDir } = await testDatabase();
  const product = await step("Starting the product", () => startTestProduct(database));
  stops.push(product.stop);
  const file = path.join(dataDir, "playwright.json");
  rmSync(file, { force: true });
  const isPassed = await run("@playwright/test/cli.js", ["test", "--reporter=list,json", ...filters], {
    CHROMIUM_PATH: chromium,
    BASE_URL: product.baseUrl,
    API_KEY: product.apiKey,
    INSTALLATION_KEY: product.installationKey,
    DATABASE_URL: product.databaseUrl,
    PRODUCT_LOG: product.logFile,
    TEST_DATABASE_URL: adminUrl,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const counts = countPlaywright(file, isPassed, "journeys");
  console.log("\n  · pictures of the pages: test-results/pages/index.html");
  if (counts.failed && !isInterrupted)
    console.log(`\nThe product's own output, everyday requests left out:\n\n${product.complaints()}`);
  return counts;
}

function skipJourneys() {
  console.log("\n  · journeys: skipped, as asked (--no-journeys)");
  return skippedPart;
}

async function testDatabase() {
  if (!database) {
    database = await step("Starting a PostgreSQL for the tests", startTestDatabase);
    stops.push(database.stop);
  }
  return database;
}

/** Runs a tool of node_modules with its output on the screen; true when it ends well. */
async function run(tool, args, env = {}) {
  if (isInterrupted) return false;
  const child = spawn(process.execPath, [inRoot("node_modules", tool), ...args], {
    cwd: root,
    env: { NEXT_TELEMETRY_DISABLED: "1", ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  children.add(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      children.delete(child);
      resolve(code === 0);
    });
  });
}

async function stopAll() {
  for (const stop of stops.splice(0).reverse()) await stop().catch(report);
}

/**
 * Ends in order: the tools first, which stop their browsers and workers, then what they used. What is just being started
 * is waited for, since only then can it be stopped.
 */
async function interrupt(name, work) {
  const endTools = (signal) => {
    for (const child of children) child.kill(signal);
  };
  if (isInterrupted) return endTools("SIGKILL");
  isInterrupted = true;
  console.log("\n  Stopping …");
  await endQuietly();
  // Ctrl-C has reached the tools by itself. Told twice, they would drop everything and leave their browsers behind.
  await stopProcess(
    () => children.size === 0,
    [
      { send: () => name === "SIGINT" || endTools("SIGINT"), seconds: 10 },
      { send: () => endTools("SIGTERM"), seconds: 5 },
      { send: () => endTools("SIGKILL"), seconds: 5 },
    ],
  );
  await Promise.race([work.catch(() => {}), wait(30_000)]);
  await stopAll();
  process.exit(1);
}
