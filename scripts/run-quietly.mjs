import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { stopProcess } from "./processes.mjs";
import { root } from "./project.mjs";

const keptCharacters = 200_000;

// Programs that run are stopped together with us. Otherwise an interrupted `npm ci` would go on writing.
const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/** Stops what runs and waits for its end, because npm undoes what it has begun, which would disturb another start. */
export function endQuietly() {
  const endAll = (signal) => {
    for (const child of running) child.kill(signal);
  };
  return stopProcess(
    () => running.size === 0,
    [
      { send: () => endAll("SIGTERM"), seconds: 3 },
      { send: () => endAll("SIGKILL"), seconds: 5 },
    ],
  );
}

/** Runs a program without showing its output. Returns whether it succeeded, and the output. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "pipe"], ...options });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-keptCharacters);
    };
    running.add(child);
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
    child.on("error", reject);
    child.on("close", (code) => {
      running.delete(child);
      resolve({ ok: code === 0, output: stripVTControlCharacters(output) });
    });
  });
}
