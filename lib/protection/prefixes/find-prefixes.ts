import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import { blockOf } from "./number-prefixes";
import { listPauses } from "./pauses/repository";
import type { History, KnownPrefixes, Pause } from "./prefix-rules";
import { findHistories } from "./repository";

interface Caches {
  pauses: CachedLookup<{ projectId: string; of: ReadonlyMap<string, Pause> }>;
  histories: CachedLookup<ReadonlyMap<string, History>>;
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
  const histories: Caches["histories"] = new CachedLookup(async (key) => {
    const [projectId = "", ...prefixes] = key.split(" ");
    return findHistories(projectId, prefixes);
  });
  onChange((change) => {
    if (!change) pauses.clear();
    else if (change.table === "phone_prefixes")
      pauses.deleteWhere(({ projectId }) => projectId === change.key);
  });
  return { pauses, histories };
}

/** What is known of the prefixes of a number. Cached for a few seconds. */
export async function findPrefixes(
  projectId: string,
  number: string,
  country: string | null,
): Promise<KnownPrefixes> {
  const prefixes = [blockOf(number), country, "unfamiliar"].filter((prefix) => prefix !== null);
  const [pauses, histories] = await Promise.all([
    caches.pauses.get(projectId),
    caches.histories.get([projectId, ...prefixes].join(" ")),
  ]);
  return { pauses: pauses.of, histories };
}

/** Makes this process's own changes visible at once. Other processes hear of pauses (lib/db/changes.ts). */
export function forgetPrefixes(): void {
  caches.pauses.clear();
  caches.histories.clear();
}
