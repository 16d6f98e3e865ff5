import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import type { Project } from "./project";
import { findProjectServing } from "./repository";

// Shared by all copies of this module, so that a change in one route is visible in all others.
const place = globalThis as typeof globalThis & { countersignHosts?: CachedLookup<Project | null> };
place.countersignHosts ??= openCache();
const cache = place.countersignHosts;

function openCache(): CachedLookup<Project | null> {
  const cache = new CachedLookup(findProjectServing);
  // Any project may now be the one that serves any host.
  onChange((change) => {
    if (!change || change.table === "projects") cache.clear();
  });
  return cache;
}

/**
 * The project of a public call without credentials: the one whose Kratos settings list the host, or else the oldest. Null
 * only if there is no project.
 */
export function projectOfHost(host: string): Promise<Project | null> {
  return cache.get(host);
}

/** Clears this process's cache, so that its own changes are visible immediately. */
export function forgetHosts(): void {
  cache.clear();
}
