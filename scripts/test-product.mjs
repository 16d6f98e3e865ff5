import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { Explanation } from "./explanation.mjs";
import { findFreePort } from "./ports.mjs";
import { stopProcess } from "./processes.mjs";
import { inRoot, root } from "./project.mjs";

const startSeconds = 60;

/**
 * Starts the built product on a free port and an empty database of this name, as the browser journeys need it. `variables` of
 * the environment come before ours; `node` is the program that runs it.
 */
export async function startTestProduct(
  database,
  { name = "journeys", node = process.execPath, variables } = {},
) {
  const port = await findFreePort();
  const baseUrl = `http://localhost:${port}`;
  const [apiKey, installationKey] = [newKey(), newKey()];
  const databaseUrl = await database.create(name);
  const logFile = path.join(database.dataDir, `${name}.log`);
  const output = openSync(logFile, "a");
  const child = spawn(node, [inRoot("scripts", "serve.mjs")], {
    cwd: root,
    // The empty ones keep a developer's own .env out of the journeys: what is set, though empty, is not read from there.
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      COUNTERSIGN_SECRETS: randomBytes(32).toString("base64url"),
      BOOTSTRAP_API_KEY: apiKey,
      BOOTSTRAP_INSTALLATION_KEY: installationKey,
      BOOTSTRAP_OPERATOR_EMAIL: "owner@example.com",
      PUBLIC_URL: baseUrl,
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_TIMEOUT_SECONDS: "30",
      TRUSTED_PROXIES: "",
      METRICS_TOKEN: "",
      PRIVATE_IDENTITY_PROVIDERS: "",
      PRIVATE_WEBHOOK_TARGETS: "",
      SANDBOX_IDENTITY_PROVIDER: "on",
      OPERATOR_OIDC_ISSUER: "",
      OPERATOR_OIDC_CLIENT_ID: "",
      OPERATOR_OIDC_CLIENT_SECRET: "",
      OPERATOR_OIDC_DOMAINS: "",
      OPERATOR_OIDC_NAME: "",
      OPERATOR_OIDC_REQUIRED: "",
      ...variables,
    },
    stdio: ["ignore", output, output, "ipc"],
  });
  closeSync(output);
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const stop = () =>
    stopProcess(isGone, [
      { send: () => child.kill("SIGTERM"), seconds: 15 },
      { send: () => child.kill("SIGKILL"), seconds: 5 },
    ]);
  if (await isReady(child))
    return {
      port,
      baseUrl,
      apiKey,
      installationKey,
      databaseUrl,
      logFile,
      complaints: () => complaintsIn(logFile),
      stop,
    };
  await stop();
  throw new Explanation(`The product did not start for the tests. It said:\n\n${complaintsIn(logFile)}`);
}

const newKey = () => `csk_${randomBytes(4).toString("hex")}_${randomBytes(32).toString("base64url")}`;

/** The last lines of a log without those of everyday requests (pino's levels up to 30, "info"). */
function complaintsIn(logFile) {
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  return lines
    .filter((line) => !/^\{"level":[123]0,/.test(line))
    .slice(-40)
    .join("\n");
}

function isReady(child) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), startSeconds * 1000);
    const answer = (isUp) => {
      clearTimeout(timer);
      resolve(isUp);
    };
    child.once("message", () => answer(true));
    child.once("exit", () => answer(false));
    child.once("error", () => answer(false));
  });
}
