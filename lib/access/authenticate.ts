import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import { forgetHosts, type Project } from "@/lib/projects";
import { parseApiKey, secretMatches } from "./api-key";
import { findKeyByPrefix, type KeyWithProject, touchKey } from "./keys/repository";

const touchEveryMs = 60_000;

// Shared by all copies of this module, so that routes see revocations by the console immediately.
const place = globalThis as typeof globalThis & { countersignKeys?: CachedLookup<KeyWithProject | null> };
place.countersignKeys ??= openCache();
const cache = place.countersignKeys;

function openCache(): CachedLookup<KeyWithProject | null> {
  const cache = new CachedLookup(findKeyByPrefix);
  onChange((change) => {
    if (!change) cache.clear();
    else if (change.table === "api_keys") cache.delete(change.key);
    else if (change.table === "projects") cache.deleteWhere((found) => found?.project.id === change.key);
  });
  return cache;
}

/** The key and its project. Null if the key is unknown, revoked or expired, or an installation key. */
export async function authenticateApiKey(given: string): Promise<KeyWithProject | null> {
  return authenticate(given, findLiveKey);
}

/**
 * An installation key and the reserved project it belongs to. Null for every other key: an installation key must not work in a
 * project, nor a project's key on all projects.
 */
export async function authenticateInstallationKey(given: string): Promise<KeyWithProject | null> {
  return authenticate(given, (prefix) => findLive(prefix, "reserved"));
}

async function authenticate(
  given: string,
  find: (prefix: string) => Promise<KeyWithProject | null>,
): Promise<KeyWithProject | null> {
  const parsed = parseApiKey(given);
  if (!parsed) return null;
  const found = await find(parsed.prefix);
  if (!found || !secretMatches(found.key.secretHash, parsed.secretHash)) return null;
  touch(found);
  return found;
}

/**
 * The project's key with these public characters, unless it is revoked or expired. Does not authenticate. The project may be
 * archived.
 */
export async function findLiveKey(prefix: string): Promise<KeyWithProject | null> {
  return findLive(prefix, "ordinary");
}

async function findLive(prefix: string, kind: Project["kind"]): Promise<KeyWithProject | null> {
  const found = await cache.get(prefix);
  return !found || found.project.kind !== kind || found.key.revokedAt || found.isExpired ? null : found;
}

/**
 * Updates "last used" about once a minute, at the cost of one statement per minute and key. Only after the secret matched,
 * because knowing the prefix must not make a key look used.
 */
function touch({ key, now }: KeyWithProject): void {
  if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) < touchEveryMs) return;
  // The cached lookup serves the requests of several seconds; only one of them records the use.
  key.lastUsedAt = now;
  // Only displayed, so a failure to record it must not fail the request.
  touchKey(key.id).catch(() => {});
}

/** Clears this process's cache of keys and projects, so that its own changes are visible immediately. */
export function forgetKeys(): void {
  cache.clear();
  forgetHosts();
}
