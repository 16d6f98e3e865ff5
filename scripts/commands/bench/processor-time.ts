import { readdirSync, readFileSync } from "node:fs";

/** Microseconds of a clock tick in /proc: USER_HZ is 100 on every Linux that Node runs on (time(7)). */
const tickMicros = 10_000;

export interface ProcessStat {
  parent: number;
  /** User and system time, all threads. */
  ownMicros: number;
  /** Of children that ended and were waited for. */
  endedMicros: number;
}

/** Reads a line of /proc/<pid>/stat (proc(5)). The name in parentheses may contain anything, so it counts from the last one. */
export function parseStat(text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  // The state, field 3 of proc(5), is the first one here.
  const ticks = (field: number) => Number(fields[field - 3]) * tickMicros;
  return {
    parent: Number(fields[4 - 3]),
    ownMicros: ticks(14) + ticks(15),
    endedMicros: ticks(16) + ticks(17),
  };
}

function statOf(pid: number | string): ProcessStat | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return null;
  }
}

/** CPU time of one process so far. NaN where the system does not tell. */
export function processMicros(pid: number): number {
  return statOf(pid)?.ownMicros ?? Number.NaN;
}

/** CPU time of a process with one thread, in nanoseconds' precision, where the kernel keeps it (CONFIG_SCHED_INFO). */
function threadMicros(pid: string, { ownMicros }: ProcessStat): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1000;
  } catch {
    return ownMicros;
  }
}

/** CPU time of a PostgreSQL server so far: every process of its postmaster, also those that have ended. */
export function databaseMicros(postmaster: number | null): number {
  const own = postmaster === null ? null : statOf(postmaster);
  if (!own) return Number.NaN;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid, stat: statOf(pid) }))
    .filter(({ stat }) => stat?.parent === postmaster);
  const running = children.reduce((sum, { pid, stat }) => sum + threadMicros(pid, stat!), 0);
  return own.ownMicros + own.endedMicros + running;
}

/** The postmaster of a backend, or null if that process is not on this machine, or not to be seen from here. */
export function postmasterOf(backend: number): number | null {
  try {
    if (!readFileSync(`/proc/${backend}/comm`, "utf8").startsWith("postgres")) return null;
    return statOf(backend)?.parent ?? null;
  } catch {
    return null;
  }
}

/** Resident memory in MB: now, and at its highest. */
export function memoryOf(pid: number): { now: number; highest: number } {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1024;
    return { now: megabytes("VmRSS"), highest: megabytes("VmHWM") };
  } catch {
    return { now: Number.NaN, highest: Number.NaN };
  }
}
