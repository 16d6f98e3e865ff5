import type { Channel } from "@/lib/projects";
import { TtlCache } from "@/lib/ttl-cache";
import { closeCarriers } from "./carriers";
import { findProviderKind } from "./index";
import { listEnabledRows, type ProviderRow } from "./repository";

/** How long a change of providers may go unnoticed by another process, in milliseconds. */
const believedMs = 4000;

// Shared by all copies of this module: what the console changes, the worker must not believe a moment longer.
const place = globalThis as typeof globalThis & {
  countersignProviders?: TtlCache<string, Promise<ProviderRow[]>>;
};
place.countersignProviders ??= new TtlCache(1000, believedMs);
const memory = place.countersignProviders;

function enabledProviders(projectId: string): Promise<ProviderRow[]> {
  const known = memory.get(projectId);
  if (known) return known;
  const found = listEnabledRows(projectId);
  memory.set(projectId, found);
  found.catch(() => memory.delete(projectId));
  return found;
}

/** Forgets what this process believes about providers, so that its own changes show at once. */
export function forgetProviders(): void {
  memory.clear();
  closeCarriers();
}

/** The channels that a project's enabled providers carry. */
export async function channelsOf(projectId: string): Promise<ReadonlySet<Channel>> {
  const providers = (await enabledProviders(projectId)).filter((row) => findProviderKind(row.kind));
  return new Set(providers.flatMap((row) => row.channels as Channel[]));
}

/** Who carries a channel for a project, first choice first. */
export async function providerOrderOf(projectId: string, channel: Channel): Promise<ProviderRow[]> {
  return providersFor(await enabledProviders(projectId), channel);
}

/**
 * The inbox takes everything and so nobody would come after it: it is asked only where no other provider carries the
 * channel. It never catches what a broken provider drops, or the person would wait for a message that lies here.
 */
export function providersFor(enabled: readonly ProviderRow[], channel: Channel): ProviderRow[] {
  const carrying = enabled.filter((row) => row.channels.includes(channel) && findProviderKind(row.kind));
  const sending = carrying.filter((row) => row.kind !== "inbox");
  return sending.length > 0 ? sending : carrying.slice(0, 1);
}

/** Whether messages of a channel go no further than the inbox. */
export async function inboxCarries(projectId: string, channel: Channel): Promise<boolean> {
  return (await providerOrderOf(projectId, channel)).every((row) => row.kind === "inbox");
}

/** Whether mail goes no further than the inbox: then the console's own codes could only be read in the console. */
export async function inboxCarriesMail(projectId: string): Promise<boolean> {
  return inboxCarries(projectId, "email");
}
