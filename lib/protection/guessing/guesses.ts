import { addressKey, addressOf, type Ctx, networkKey } from "@/lib/access";
import { BufferedCounter } from "@/lib/buffered-counter";
import { CachedLookup } from "@/lib/cached-lookup";
import { appendEvent } from "@/lib/events";
import { findProject } from "@/lib/projects";
import { type GuessLevel, guessLevelOf, leastDigits, windowMinutes } from "./guess-level";
import { addGuessCounts, type GuessCount, type RecentGuesses, readRecentGuesses } from "./repository";

const recent = new CachedLookup<RecentGuesses>(async (projectId) => {
  const project = await findProject(projectId);
  const limits = project?.settings.protection.guessLimits;
  return limits
    ? readRecentGuesses(projectId, windowMinutes, limits)
    : { wrong: 0, correct: 0, blocked: new Set() };
});

const guesses = new BufferedCounter(async (counted) => {
  const counts = [...counted].map(([key, count]) => ({ ...(JSON.parse(key) as GuessKey), count }));
  await addGuessCounts(counts);
  for (const projectId of new Set(counts.filter((one) => !one.isCorrect).map((one) => one.projectId))) {
    recent.delete(projectId);
    await recordRise(projectId);
  }
});

type GuessKey = Omit<GuessCount, "count">;

/** Counts an answer of the project and, if it is wrong, of the person's address and network. */
export function countGuess({ project, endUser }: Ctx, isCorrect: boolean): void {
  const projectId = project.id;
  const add = (subject: string) =>
    guesses.add(JSON.stringify({ projectId, subject, isCorrect } satisfies GuessKey));
  add("project");
  if (!isCorrect) subjectsOf(addressOf(endUser)).forEach(add);
}

/** Writes what this process has counted. For tests: it happens once a second. */
export const flushGuesses = () => guesses.flush();

function subjectsOf(ip: string | null): string[] {
  const [address, network] = [addressKey(ip), networkKey(ip)];
  return address && network ? [`address/${address}`, `network/${network}`] : [];
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
  const subjects = subjectsOf(addressOf(endUser));
  if (subjects.length === 0) return null;
  const { blocked } = await recent.get(project.id);
  return subjects.find((subject) => blocked.has(subject)) ?? null;
}
