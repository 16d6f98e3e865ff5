import { forgetHosts } from "@/lib/projects";
import { TtlCache } from "@/lib/ttl-cache";
import { parseApiKey, secretMatches } from "./api-key";
import { findKeyByPrefix, type KeyWithProject, touchKey } from "./keys/repository";

/**
 * How long a looked-up key is believed without asking again, in milliseconds. A revocation takes effect everywhere
 * within it (docs/security.md #37: five seconds).
 */
const believedMs = 4000;
const touchEveryMs = 60_000;

// Shared by all copies of this module: a key that the console revoked, a route must not believe a moment longer.
const place = globalThis as typeof globalThis & {
  countersignKeys?: TtlCache<string, Promise<KeyWithProject | null>>;
};
place.countersignKeys ??= new TtlCache(1000, believedMs);
const cache = place.countersignKeys;

/** The key and its project, or null if the key is unknown, revoked or past its end. */
export async function authenticateApiKey(given: string): Promise<KeyWithProject | null> {
  const parsed = parseApiKey(given);
  if (!parsed) return null;
  const found = await findLiveKey(parsed.prefix);
  if (!found || !secretMatches(found.key.secretHash, parsed.secretHash)) return null;
  touch(found);
  return found;
}

/** The key with these public characters and its project, unless it was revoked or is past its end. Proves nothing. */
export async function findLiveKey(prefix: string): Promise<KeyWithProject | null> {
  const found = await lookUp(prefix);
  return !found || found.key.revokedAt || found.isExpired ? null : found;
}

function lookUp(prefix: string): Promise<KeyWithProject | null> {
  const cached = cache.get(prefix);
  if (cached) return cached;
  const found = findKeyByPrefix(prefix);
  cache.set(prefix, found);
  found.catch(() => cache.delete(prefix));
  return found;
}

/**
 * Keeps "last used" about a minute exact, at the cost of one statement a minute and key. Only after the secret matched:
 * who merely knows the prefix must not make a forgotten key look alive.
 */
function touch({ key, now }: KeyWithProject): void {
  if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) < touchEveryMs) return;
  // One look-up serves the requests of several seconds; one of them notes the use.
  key.lastUsedAt = now;
  // Only a display: failing to note it must not fail the request.
  touchKey(key.id).catch(() => {});
}

/** Forgets what this process believes about keys and their projects, so that its own changes show at once. */
export function forgetKeys(): void {
  cache.clear();
  forgetHosts();
}
