import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Explanation } from "./explanation.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { read, withLock } from "./lock.mjs";
import { say, step } from "./progress.mjs";
import { inRoot } from "./project.mjs";
import { runQuietly } from "./run-quietly.mjs";

const stamp = inRoot("node_modules", ".countersign-stamp");
const offline =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/** Installs the packages of package-lock.json, unless exactly those are installed. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const onWait = ({ pid }) =>
    say(`Another install is under way in this folder (process ${pid}); waiting for it.`);
  await withLock(inRoot(".stamps", "install.lock"), onWait, async () => {
    if (isInstalled()) return;
    if (!matchesLockfile()) await step("Installing packages (half a minute, once)", install);
    writeFileSync(stamp, wanted());
  });
}

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted();

/** What must be installed. The Node ABI and platform belong to it: some packages carry machine code. */
function wanted() {
  const { dependencies, devDependencies, overrides } = JSON.parse(
    readFileSync(inRoot("package.json"), "utf8"),
  );
  const here = [process.platform, process.arch, process.versions.modules];
  return fingerprint(
    [...here, JSON.stringify({ dependencies, devDependencies, overrides })],
    [inRoot("package-lock.json")],
  );
}

/**
 * Whether npm was run manually with the same result: npm records what it installed. `npm ci` would delete and
 * fetch them again while other programs may be using them.
 */
function matchesLockfile() {
  const installed = read(inRoot("node_modules", ".package-lock.json"))?.packages;
  const locked = read(inRoot("package-lock.json"))?.packages;
  if (existsSync(stamp) || !installed || !locked) return false;
  return Object.entries(locked).every(([place, { version, optional }]) => {
    if (place === "") return true;
    return installed[place] ? installed[place].version === version : optional;
  });
}

async function install(tell) {
  // devDependencies are needed to build the product, even with NODE_ENV=production, which would omit them.
  const flags = ["--include=dev", "--no-audit", "--no-fund"];
  let result = await npm(["ci", ...flags]);
  if (/\bEUSAGE\b/.test(result.output)) {
    // npm ci requires entries for every platform in the lock file, npm install does not.
    tell("package-lock.json is incomplete, installing without npm ci");
    result = await npm(["install", "--no-save", ...flags]);
  }
  if (result.ok) return refuseHalfInstalled();
  const reason = offline.test(result.output)
    ? "npm could not reach its registry. The first start needs the network once; after that none is needed.\n" +
      "Check the connection (and `npm config get registry`, proxies), then run the same command again."
    : "npm could not install the packages. What it said is above; after curing it, run the same command again.";
  throw new Explanation(`${result.output.trim()}\n\n${reason}`);
}

/** Another npm in this folder (of an earlier start that was killed) may have removed what ours has installed. */
function refuseHalfInstalled() {
  const locked = Object.entries(read(inRoot("package-lock.json"))?.packages ?? {});
  const lacks = ([place, { optional }]) => !optional && !existsSync(inRoot(place, "package.json"));
  if (!locked.some(lacks)) return;
  throw new Explanation("Not every package has arrived. Run the same command again, alone in this folder.");
}

function npm(args) {
  // Under `npm start` this is npm's script, but it can be another package manager's.
  const script = process.env.npm_execpath;
  const isNpm = script && path.basename(script) === "npm-cli.js";
  const started = isNpm ? runQuietly(process.execPath, [script, ...args]) : runQuietly("npm", args);
  return started.catch(() => {
    throw new Explanation("npm was not found. Countersign needs Node.js with its npm: https://nodejs.org");
  });
}
