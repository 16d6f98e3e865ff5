import { TtlCache } from "@/lib/ttl-cache";
import type { Project } from "./project";
import { findProjectServing } from "./repository";

/** How long a project may be believed without asking again, in milliseconds, as with API keys. */
const believedMs = 4000;

// Shared by all copies of this module: what one route changes, another must not believe a moment longer.
const place = globalThis as typeof globalThis & {
  countersignHosts?: TtlCache<string, Promise<Project | null>>;
};
place.countersignHosts ??= new TtlCache(1000, believedMs);
const memory = place.countersignHosts;

/**
 * The project that a public call without credentials is for: whose Kratos settings name the host, else the oldest. Null
 * only where there is no project at all.
 */
export function projectOfHost(host: string): Promise<Project | null> {
  const known = memory.get(host);
  if (known) return known;
  const found = findProjectServing(host);
  memory.set(host, found);
  found.catch(() => memory.delete(host));
  return found;
}

/** Forgets what this process believes, so that its own changes show at once. */
export function forgetHosts(): void {
  memory.clear();
}
