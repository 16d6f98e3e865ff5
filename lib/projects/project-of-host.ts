import { TtlCache } from "@/lib/ttl-cache";
import type { Project } from "./project";
import { findProjectServing } from "./repository";

/** How long a project is cached, in milliseconds. The same as for API keys. */
const believedMs = 4000;

// Shared by all copies of this module, so that a change in one route is visible in all others.
const place = globalThis as typeof globalThis & {
  countersignHosts?: TtlCache<string, Promise<Project | null>>;
};
place.countersignHosts ??= new TtlCache(1000, believedMs);
const memory = place.countersignHosts;

/**
 * The project of a public call without credentials: the one whose Kratos settings list the host, or else the oldest. Null
 * only if there is no project.
 */
export function projectOfHost(host: string): Promise<Project | null> {
  const known = memory.get(host);
  if (known) return known;
  const found = findProjectServing(host);
  memory.set(host, found);
  found.catch(() => memory.delete(host));
  return found;
}

/** Clears this process's cache, so that its own changes are visible immediately. */
export function forgetHosts(): void {
  memory.clear();
}
