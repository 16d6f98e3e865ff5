import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import { blockOf } from "./number-prefixes";
import { listPauses } from "./pauses/repository";
import { type History, type KnownPrefixes, type Pause, unfamiliar } from "./prefix-rules";
import { countUnanswered, findHistories } from "./repository";
import { familiarFrom } from "./thresholds";

/** Histories are of weeks, and there is one for each operator block: reading them more often costs more than it tells. */
const historiesLiveMs = 60_000;

interface Caches {
  pauses: CachedLookup<{ projectId: string; of: ReadonlyMap<string, Pause> }>;
  histories: CachedLookup<ReadonlyMap<string, History>>;
  unanswered: CachedLookup<number>;
}

// Routes and instrumentation each load this module. The job's changes must be visible to all copies.
const place = globalThis as typeof globalThis & { countersignPrefixes?: Caches };
place.countersignPrefixes ??= openCaches();
const caches = place.countersignPrefixes;

function openCaches(): Caches {
  const pauses: Caches["pauses"] = new CachedLookup(async (projectId) => ({
    projectId,
    of: new Map((await listPauses(projectId)).map((pause) => [pause.prefix, pause])),
  }));
  const histories: Caches["histories"] = new CachedLookup(
    async (key) => {
      const [projectId = "", ...prefixes] = key.split(" ");
      return findHistories(projectId, prefixes);
    },
    { livesMs: historiesLiveMs },
  );
  const unanswered: Caches["unanswered"] = new CachedLookup(async (key) => {
    const [projectId = "", country = ""] = key.split(" ");
    return countUnanswered(projectId, country);
  });
  onChange((change) => {
    if (!change) pauses.clear();
    else if (change.table === "phone_prefixes")
      pauses.deleteWhere(({ projectId }) => projectId === change.key);
  });
  return { pauses, histories, unanswered };
}

/** What is known of the prefixes of a number. Pauses are cached for a few seconds, histories for a minute. */
export async function findPrefixes(
  projectId: string,
  number: string,
  country: string | null,
): Promise<KnownPrefixes> {
  const prefixes = [blockOf(number), country, unfamiliar].filter((prefix) => prefix !== null);
  const [pauses, histories] = await Promise.all([
    caches.pauses.get(projectId),
    caches.histories.get([projectId, ...prefixes].join(" ")),
  ]);
  // Few countries get this far, and those have few messages.
  const isAsked = country !== null && pauses.of.has(unfamiliar) && !isFamiliar(histories.get(country));
  const isCountryQuiet = isAsked && (await caches.unanswered.get(`${projectId} ${country}`)) === 0;
  return { pauses: pauses.of, histories, isCountryQuiet };
}

function isFamiliar(country: History | undefined): boolean {
  return (country?.verified ?? 0) >= familiarFrom.country;
}

/** Makes this process's own changes of pauses visible at once. Other processes hear of them (lib/db/changes.ts). */
export function forgetPauses(): void {
  caches.pauses.clear();
  caches.unanswered.clear();
}

export function forgetHistories(): void {
  caches.histories.clear();
}
