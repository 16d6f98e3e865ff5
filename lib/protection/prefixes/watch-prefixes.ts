import { setTimeout as pause } from "node:timers/promises";
import { db, type Tx, tryToLock } from "@/lib/db";
import { tellOwners } from "@/lib/delivery";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { toTypeId } from "@/lib/id";
import { errorFields, type Log } from "@/lib/log";
import { parsePhone } from "@/lib/users";
import { WakeSignal } from "@/lib/wake-signal";
import { forgetHistories, forgetPauses } from "./find-prefixes";
import { judgePrefix } from "./judge-prefix";
import { type PrefixToJudge, prefixesToJudge, type Window } from "./judging/repository";
import { hasOtherNewPauses, type NewPause, pauseRow, reopenRow } from "./pauses/repository";
import { unfamiliar } from "./prefix-rules";
import { insertPrefixes, type NewPrefix } from "./repository";
import {
  type ActiveBlock,
  countMessages,
  findSequences,
  learnAll,
  learnRecent,
} from "./statistics/repository";

/** The least time between two rounds while messages are sent, in milliseconds. */
const tickMs = 2_000;
/** The same while people may still enter codes of the last hour. */
const waitingMs = 10_000;
/** A round may take this part of the time at most. */
const mostBusy = 1 / 20;
/** How often the last day is judged, not only the last hour. */
const dayMs = 60_000;
/** How often everything of the last 14 days is learned again. */
const learnMs = 10 * 60_000;
const outageMs = 10_000;

// Routes and instrumentation each load this module and must reach the same watch.
const place = globalThis as typeof globalThis & { countersignPrefixWatch?: WakeSignal };
place.countersignPrefixWatch ??= new WakeSignal();
const wakeSignal = place.countersignPrefixWatch;

/** Call it when a message on a paid channel to a phone is about to be sent. It costs nothing. */
export function wakePrefixWatch(): void {
  wakeSignal.wake();
}

/**
 * Counts messages to phones by prefix and pauses what is abused. One process does it at a time. Nothing is read until this process
 * has sent such a message. Returns a function that stops it.
 */
export function startPrefixWatch({ log }: { log: Log }): () => void {
  let isStopping = false;
  const run = async () => {
    let learnedAt = Number.NEGATIVE_INFINITY;
    let judgedDayAt = Number.NEGATIVE_INFINITY;
    let isActive = false;
    while (!isStopping) {
      await (isActive ? wakeSignal.sleep(waitingMs) : wakeSignal.sleep(2 ** 31 - 1));
      if (isStopping) return;
      const startedAt = performance.now();
      try {
        const learns = startedAt - learnedAt > learnMs;
        const judgesDay = learns || startedAt - judgedDayAt > dayMs;
        isActive = await watchPrefixes(learns ? "learn" : judgesDay ? "day" : "hour");
        if (learns) learnedAt = startedAt;
        if (judgesDay) judgedDayAt = startedAt;
      } catch (error) {
        log.warn("Prefixes could not be judged and will be tried again.", { error: errorFields(error) });
        await pause(outageMs, undefined, { ref: false });
        isActive = true;
      }
      await pause(Math.max(tickMs, (performance.now() - startedAt) / mostBusy), undefined, { ref: false });
    }
  };
  run();
  return () => {
    isStopping = true;
    wakeSignal.wake();
  };
}

/**
 * One round: counts what was sent and verified, then pauses and reopens prefixes. Returns whether there were messages in the last
 * hour. It judges the last hour or day; `learn` also forgets what is older than 14 days.
 */
export async function watchPrefixes(reach: Window | "learn"): Promise<boolean> {
  const round = await db().transaction(async (tx) => {
    // Another process is counting.
    if (!(await tryToLock(tx, "prefixes"))) return null;
    const blocks = await countMessages(tx);
    const projectIds = [...new Set(blocks.map(({ projectId }) => projectId))];
    if (projectIds.length === 0) return { isActive: false, news: [] };
    await insertPrefixes(tx, newPrefixesOf(blocks));
    await (reach === "learn" ? learnAll : learnRecent)(tx, projectIds);
    const window = reach === "hour" ? "hour" : "day";
    const news = await judgeAll(tx, projectIds, window);
    for (const pause of await sequences(tx)) if (await pauseAutomatically(tx, pause)) news.push(pause);
    return { isActive: true, news };
  });
  if (!round) return true;
  forgetPauses();
  if (reach !== "hour") forgetHistories();
  for (const pause of round.news) await tellOwnersOf(pause);
  return round.isActive;
}

/**
 * Pauses and reopens prefixes of projects. Blocks are first: a paused one no longer counts for its country, which may be fine
 * without it, and neither does a paused country for all that is unfamiliar. Returns what to tell the owners.
 */
async function judgeAll(tx: Tx, projectIds: readonly string[], window: Window): Promise<NewPause[]> {
  const news: NewPause[] = [];
  for (const kinds of [["block", "range"], ["country"], ["unfamiliar"]]) {
    const judged = await prefixesToJudge(tx, projectIds, window);
    if (judged.length === 0) break;
    for (const prefix of judged.filter(({ kind }) => kinds.includes(kind))) {
      const pause = await judge(tx, prefix);
      if (pause) news.push(pause);
    }
  }
  return news;
}

/** Returns the pause that owners should be told of, if any. */
async function judge(tx: Tx, judged: PrefixToJudge): Promise<NewPause | null> {
  const { projectId, prefix, kind, country } = judged;
  const judgement = judgePrefix(judged);
  if (judgement.action === "reopen") await reopenAutomatically(tx, projectId, prefix);
  if (judgement.action !== "pause") return null;
  const { sent, verified } = judgement.numbers;
  const numbers = { sent, verified };
  const pause: NewPause = { projectId, prefix, kind, country, reason: "conversion", numbers };
  return (await pauseAutomatically(tx, pause)) ? pause : null;
}

async function sequences(tx: Tx): Promise<NewPause[]> {
  return (await findSequences(tx)).map(({ projectId, prefix, numbers, verified }) => ({
    ...{ projectId, prefix, kind: "range", country: null, reason: "sequence" },
    numbers: { numbers, verified },
  }));
}

/** Returns whether the owners should be told: only of the first of several. */
async function pauseAutomatically(tx: Tx, pause: NewPause): Promise<boolean> {
  const row = await pauseRow(tx, pause);
  if (!row) return false;
  const { projectId, prefix, kind, country, reason, numbers } = pause;
  const data = { prefix, kind, country, reason, ...numbers, until: row.pausedUntil!.toISOString() };
  await appendEvent({ ...bySystem, projectId, type: "protection.prefix_paused", data }, tx);
  return row.pauseCount === 1 && !(await hasOtherNewPauses(tx, projectId, prefix));
}

async function reopenAutomatically(tx: Tx, projectId: string, prefix: string): Promise<void> {
  const row = await reopenRow(tx, projectId, prefix);
  if (!row) return;
  const data = { prefix, kind: row.kind, country: row.country };
  await appendEvent({ ...bySystem, projectId, type: "protection.prefix_reopened", data }, tx);
}

const bySystem = { actor: "system", requestId: null } as const;

async function tellOwnersOf({ projectId, prefix, kind, reason, numbers }: NewPause): Promise<void> {
  const to = kind === "unfamiliar" ? "destinations where hardly anybody was verified before" : prefix;
  const why =
    reason === "sequence"
      ? `codes were requested for ${numbers?.numbers} numbers close together, and ${numbers?.verified} of them were verified`
      : `only ${numbers?.verified} of the last ${numbers?.sent} led to a verification`;
  await tellOwners(projectId, (project) => ({
    subject: `Messages of ${project} to ${to} paused`,
    text: `The project ${project} stopped sending messages to ${to}, because ${why}.
Somebody may be earning from messages that you pay for.

You don't have to do anything. After a while, a few messages are sent again, and the pause ends as soon as people enter their
codes. If you know that these messages are wanted, put the numbers on the project's safe list. For the next hour, you get no
other mail like this one, even if more is paused. The project's events list everything:
${env.PUBLIC_URL}/console/${toTypeId("prj", projectId)}/events
`,
  }));
}

/** The blocks that were not known, their countries, and what stands for all that is unfamiliar. */
function newPrefixesOf(blocks: readonly ActiveBlock[]): NewPrefix[] {
  const rows = blocks
    .filter(({ isNew }) => isNew)
    .flatMap(({ projectId, block, number }): NewPrefix[] => {
      const parsed = parsePhone(number);
      const country = parsed.ok ? parsed.value.country : null;
      return [
        { projectId, prefix: block, kind: "block", country },
        ...(country ? [{ projectId, prefix: country, kind: "country" as const, country }] : []),
        { projectId, prefix: unfamiliar, kind: "unfamiliar", country: null },
      ];
    });
  return [...new Map(rows.map((row) => [`${row.projectId} ${row.prefix}`, row])).values()];
}
