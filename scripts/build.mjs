import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Explanation } from "./explanation.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { read, withLock } from "./lock.mjs";
import { isStill, note } from "./processes.mjs";
import { say, step } from "./progress.mjs";
import { inRoot } from "./project.mjs";
import { runQuietly } from "./run-quietly.mjs";

const stamp = inRoot(".next", "countersign-stamp");
const servers = inRoot(".next", "countersign-servers");
const sources = [
  "app",
  "lib",
  "drizzle",
  "emails",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
].concat(["tsconfig.json", "postcss.config.mjs", "package-lock.json"]);

/** Builds the product, unless the last build was made from the same sources. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  const onWait = ({ pid }) =>
    say(`Another build is under way in this folder (process ${pid}); waiting for it.`);
  await withLock(inRoot(".stamps", "build.lock"), onWait, async () => {
    if (isBuilt()) return;
    refuseUnderRunningServer();
    await step("Building (up to a minute, after each change)", build);
  });
}

/**
 * Records that this process serves the current build, so that no other process replaces it. Where this folder is read-only,
 * nobody can.
 */
export function holdBuild() {
  try {
    noteServer();
  } catch (error) {
    if (!["EROFS", "EACCES", "EPERM"].includes(error.code)) throw error;
  }
}

function noteServer() {
  const file = path.join(servers, String(process.pid));
  mkdirSync(servers, { recursive: true });
  // Processes that were killed could not remove their notes.
  for (const name of readdirSync(servers)) {
    if (!isStill(read(path.join(servers, name)))) rmSync(path.join(servers, name), { force: true });
  }
  writeFileSync(file, JSON.stringify(note(process.pid)));
  process.on("exit", () => rmSync(file, { force: true }));
}

const isBuilt = () => existsSync(stamp) && readFileSync(stamp, "utf8") === sourcesNow();

function sourcesNow() {
  const isShipped = (file) => !/\.(test|spec)\.[a-z]+$/.test(file);
  return fingerprint(
    [process.versions.modules],
    sources.map((name) => inRoot(name)),
    isShipped,
  );
}

function refuseUnderRunningServer() {
  const noted = existsSync(servers) ? readdirSync(servers).map((name) => read(path.join(servers, name))) : [];
  const running = noted.find(isStill);
  if (!running) return;
  throw new Explanation(
    `The sources have changed since the last build, and a server is running from this folder (process ${running.pid}).\n` +
      "A new build would take its files away. Stop that server, then run the same command again.",
  );
}

async function build() {
  rmSync(stamp, { force: true });
  const before = sourcesNow();
  const { ok, output } = await runQuietly(
    process.execPath,
    [inRoot("node_modules", "next", "dist", "bin", "next"), "build"],
    { env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } },
  );
  if (!ok) throw new Explanation(`${output.trim()}\n\nThe build failed; its output is above.`);
  // The hash from before the build, so that a file saved meanwhile causes another build at the next start.
  writeFileSync(stamp, before);
}
