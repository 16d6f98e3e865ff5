import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { Explanation } from "./explanation.mjs";
import { stopProcess } from "./processes.mjs";
import { inRoot, root } from "./project.mjs";

const maxFastDeaths = 5;
const healthySeconds = 30;
/** Longer than the server grants its own requests and worker (scripts/serve.mjs). */
const stopSeconds = 15;

/**
 * Runs scripts/serve.mjs and starts it again when it dies. `onStart` hears each process number, `log` what happened.
 * `ended` resolves with an error when that makes no sense any more: it never came up, or dies as often as it starts.
 */
export function superviseServer({ args, env, log, onStart }) {
  let child;
  let isStopping = false;

  async function runOnce(extraEnv) {
    let wasReady = false;
    const startedAt = performance.now();
    child = spawn(process.execPath, [inRoot("scripts", "serve.mjs"), ...args], {
      cwd: root,
      env: { ...env, ...extraEnv },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.on("message", (message) => {
      if (!message?.ready) return;
      wasReady = true;
      if (extraEnv.COUNTERSIGN_RESTARTED) log("The server is back.");
    });
    onStart(child.pid);
    const how = await new Promise((resolve) => {
      child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
    });
    return { how, wasReady, seconds: (performance.now() - startedAt) / 1000 };
  }

  async function run() {
    let fastDeaths = 0;
    for (let extraEnv = {}; ; extraEnv = { COUNTERSIGN_RESTARTED: "1" }) {
      const { how, wasReady, seconds } = await runOnce(extraEnv);
      if (isStopping) return undefined;
      const isFirst = !extraEnv.COUNTERSIGN_RESTARTED;
      if (isFirst && !wasReady)
        return new Explanation(`The server did not start (${how}). The reason stands above.`);
      fastDeaths = seconds < healthySeconds ? fastDeaths + 1 : 0;
      if (fastDeaths >= maxFastDeaths) {
        return new Explanation(`The server died ${fastDeaths} times in a row (last: ${how}). Giving up.`);
      }
      log(`The server stopped unexpectedly (${how}). Starting it again.`);
      // At once the first time; then 1, 2, 4 seconds.
      if (fastDeaths > 1) await wait(500 * 2 ** (fastDeaths - 1));
      if (isStopping) return undefined;
    }
  }

  const ended = run();
  return {
    ended,
    stop: async ({ seconds = stopSeconds } = {}) => {
      isStopping = true;
      const isGone = () => child.exitCode !== null || child.signalCode !== null;
      await stopProcess(isGone, [
        { send: () => child.kill("SIGTERM"), seconds },
        { send: () => child.kill("SIGKILL"), seconds: 5 },
      ]);
    },
  };
}
