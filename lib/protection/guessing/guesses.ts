import { addressKey, type Ctx, networkKey } from "@/lib/access";
import { CachedLookup } from "@/lib/cached-lookup";
import { appendEvent } from "@/lib/events";
import { errorFields, log } from "@/lib/log";
import { findProject } from "@/lib/projects";
import { type GuessLevel, guessLevelOf, leastDigits, windowMinutes } from "./guess-level";
import { addGuessCounts, type GuessCount, type RecentGuesses, readRecentGuesses } from "./repository";

/** How often counts are written. Until then they are only in this process. */
const everyMs = 1000;
/** Bounds memory while the database is away. Counts beyond are dropped. */
const mostCounted = 50_000;

let counted = new Map<string, GuessCount>();
let isFlushPlanned = false;

const recent = new CachedLookup<RecentGuesses>(async (projectId) => {
  const project = await findProject(projectId);
  const limits = project?.settings.protection.guessLimits;
  return limits
    ? readRecentGuesses(projectId, windowMinutes, limits)
    : { wrong: 0, correct: 0, blocked: new Set() };
});

/** Counts an answer of the project and, if it is wrong, of the person's address and network. */
export function countGuess({ project, endUser }: Ctx, isCorrect: boolean): void {
  add(project.id, "project", isCorrect);
  const ip = endUser?.ip ?? null;
  if (!isCorrect) for (const subject of subjectsOf(ip)) add(project.id, subject, false);
  if (isFlushPlanned) return;
  isFlushPlanned = true;
  setTimeout(() => void flush(), everyMs).unref();
}

function subjectsOf(ip: string | null): string[] {
  const [address, network] = [addressKey(ip), networkKey(ip)];
  return address && network ? [`address/${address}`, `network/${network}`] : [];
}

function add(projectId: string, subject: string, isCorrect: boolean): void {
  const key = `${projectId}/${subject}`;
  const count = counted.get(key) ?? { projectId, subject, wrong: 0, correct: 0 };
  if (isCorrect) count.correct++;
  else count.wrong++;
  if (counted.has(key) || counted.size < mostCounted) counted.set(key, count);
}

/** Writes what was counted since the last time, and records projects whose level has risen. */
export async function flush(): Promise<void> {
  const counts = [...counted.values()];
  counted = new Map();
  isFlushPlanned = false;
  if (counts.length === 0) return;
  try {
    await addGuessCounts(counts);
    for (const projectId of new Set(
      counts.filter(({ wrong }) => wrong > 0).map((count) => count.projectId),
    )) {
      recent.delete(projectId);
      await recordRise(projectId);
    }
  } catch (error) {
    log.warn("Wrong codes could not be counted.", { error: errorFields(error) });
  }
}

const order: GuessLevel[] = ["normal", "elevated", "high"];
const lastLevels = new Map<string, GuessLevel>();

/** One event for each rise, from the process that notices it. */
async function recordRise(projectId: string): Promise<void> {
  const { wrong, correct } = await recent.get(projectId);
  const level = guessLevelOf({ wrong, correct });
  const before = lastLevels.get(projectId) ?? "normal";
  if (level === "normal") lastLevels.delete(projectId);
  else lastLevels.set(projectId, level);
  if (order.indexOf(level) <= order.indexOf(before)) return;
  await appendEvent({
    projectId,
    type: "protection.guessing_detected",
    actor: "system",
    requestId: null,
    data: { level, wrong, correct, minutes: windowMinutes, digits: leastDigits[level] },
  });
}

/** How hard the project's codes are being guessed. At most four seconds old. */
export async function guessLevel(projectId: string): Promise<GuessLevel> {
  return guessLevelOf(await recent.get(projectId));
}

/** The address or network from which too many wrong codes came. Null: none, or it is not known where the answer comes from. */
export async function blockedGuesser({ project, endUser }: Ctx): Promise<string | null> {
  const subjects = subjectsOf(endUser?.ip ?? null);
  if (subjects.length === 0) return null;
  const { blocked } = await recent.get(project.id);
  return subjects.find((subject) => blocked.has(subject)) ?? null;
}
