/**
 * `npm run doctor` and the like: `node scripts/run.mjs <command> [arguments]` runs scripts/commands/<command>.ts with the
 * same settings, secrets and database as the product, whether that is running or not.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { startDatabase } from "./embedded-postgres.mjs";
import { Explanation, runMain } from "./explanation.mjs";
import { ensureInstalled } from "./install.mjs";
import { read } from "./lock.mjs";
import { isStill } from "./processes.mjs";
import { say } from "./progress.mjs";
import { inRoot, root } from "./project.mjs";
import { ensureSecrets } from "./secrets.mjs";
import { dataDirectory, listenAddress, loadEnvFile, requireNode } from "./settings.mjs";

/** `openapi` and `compatibility` only read and write files of the checkout, `drill` starts servers of its own. */
const withoutDatabase = ["openapi", "compatibility", "drill"];

await runMain(async () => {
  const [command, ...args] = process.argv.slice(2);
  const file = findCommand(command);
  requireNode();
  loadEnvFile();
  await ensureInstalled();

  const needsDatabase = !withoutDatabase.includes(command) && !args.includes("--help");
  const { env, close } = needsDatabase ? await openDatabase() : { env: {}, close: async () => {} };
  const code = await runCommand(file, args, { ...process.env, ...env });
  await close();
  process.exit(code);
});

function findCommand(command) {
  const folder = inRoot("scripts", "commands");
  const known = existsSync(folder) ? readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name)) : [];
  if (known.includes(`${command}.ts`)) return inRoot("scripts", "commands", `${command}.ts`);
  const names = known.map((name) => `  ${name.slice(0, -".ts".length)}`).join("\n");
  throw new Explanation(`Usage: node scripts/run.mjs <command> [arguments]. The commands:\n\n${names}`);
}

async function openDatabase() {
  const dataDir = dataDirectory();
  const COUNTERSIGN_SECRETS = ensureSecrets(dataDir);
  // A running `npm start` may have been given options that we were not. Links must lead to where it listens.
  const noted = read(path.join(dataDir, "supervisor.lock"));
  const running = isStill(noted) ? noted : {};
  const { port, host } = listenAddress(running.port);
  const env = { COUNTERSIGN_SECRETS, DATA_DIR: dataDir, PORT: String(port), HOST: host };
  if (running.publicUrl) env.PUBLIC_URL = running.publicUrl;
  if (process.env.DATABASE_URL) return { env, close: async () => {} };
  // The database of a running product keeps running. One that we started is stopped afterwards.
  const database = await startDatabase({ dataDir, log: say });
  return { env: { ...env, DATABASE_URL: database.url }, close: () => database.stop() };
}

function runCommand(file, args, env) {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  // Ctrl-C also reaches the command. We stop the database after it has ended.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
