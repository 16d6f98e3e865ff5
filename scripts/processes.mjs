import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/**
 * Whether a process runs. Zombies do not count: after `kill -9`, a process keeps its number until its parent collects it,
 * which the first process of many containers never does.
 */
export function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    if (error.code !== "EPERM") return false;
  }
  return !/^[ZX]/.test(look(pid).state);
}

/** When a process was started. Tells it from a later one with the same number. */
export const startTimeOf = (pid) => look(pid).birth;

/** Whether a noted process still runs. */
export const isStill = (noted) =>
  Boolean(noted) && isRunning(noted.pid) && startTimeOf(noted.pid) === noted.birth;

/** What to note about a process to recognize it later. */
export const note = (pid) => ({ pid, birth: startTimeOf(pid) });

/** The working directory of a process. Undefined if the system does not reveal it. */
export function workingDirectoryOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The command line of a process. Empty if the system does not reveal it. */
export function commandLineOf(pid) {
  if (process.platform !== "linux") return ps(pid, "command=");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

/** Asks a process to stop with each signal in turn, waiting the given seconds after each. */
export async function stopProcess(isGone, steps) {
  for (const { send, seconds } of steps) {
    if (isGone()) return;
    send();
    const deadline = performance.now() + seconds * 1000;
    while (!isGone() && performance.now() < deadline) await wait(20);
  }
}

/** Sends a signal. Does nothing if the process has ended. */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function look(pid) {
  if (process.platform !== "linux") return { state: ps(pid, "stat="), birth: ps(pid, "lstart=") };
  try {
    // proc(5): the name in parentheses may contain anything, so count from the last one. State is field 3, start time 22.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1).trim().split(" ");
    return { state: fields[0], birth: fields[19] };
  } catch {
    return { state: "", birth: "" };
  }
}

function ps(pid, format) {
  return spawnSync("ps", ["-o", format, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}
