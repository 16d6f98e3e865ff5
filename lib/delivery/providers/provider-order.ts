import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import type { Channel } from "@/lib/projects";
import { findProviderKind } from "./kinds";
import { paidChannels } from "./paid-channels";
import { listEnabledRows, type ProviderRow } from "./repository";
import { closeSenders } from "./senders";

// Shared by all copies of this module, so that the worker sees the console's changes immediately.
const place = globalThis as typeof globalThis & { countersignProviders?: CachedLookup<ProviderRow[]> };
place.countersignProviders ??= openCache();
const cache = place.countersignProviders;

function openCache(): CachedLookup<ProviderRow[]> {
  const cache = new CachedLookup(listEnabledRows);
  onChange((change) => {
    if (!change) cache.clear();
    // Empty lists, too: a project may have its first provider now, and the reserved project uses those of another.
    else if (change.table === "providers")
      cache.deleteWhere(([first]) => !first || first.projectId === change.key);
  });
  return cache;
}

/** Clears this process's cache of providers, so that its own changes are visible immediately. */
export function forgetProviders(): void {
  cache.clear();
  closeSenders();
}

/** The channels of a project's enabled providers. */
export async function channelsOf(projectId: string): Promise<ReadonlySet<Channel>> {
  const providers = (await cache.get(projectId)).filter((row) => findProviderKind(row.kind));
  return new Set(providers.flatMap((row) => row.channels as Channel[]));
}

/** The channels on which an enabled provider of the project charges for messages. */
export async function paidChannelsOf(projectId: string): Promise<ReadonlySet<Channel>> {
  return new Set((await cache.get(projectId)).flatMap(paidChannels));
}

/** A project's providers for a channel, in the order they are tried. */
export async function providerOrderOf(projectId: string, channel: Channel): Promise<ProviderRow[]> {
  return providersFor(await cache.get(projectId), channel);
}

/**
 * The inbox accepts everything, so it is used only if no other provider supports the channel. It is never a fallback for a
 * failing provider, because the person would wait for a message that is only in the inbox.
 */
export function providersFor(enabled: readonly ProviderRow[], channel: Channel): ProviderRow[] {
  const carrying = enabled.filter((row) => row.channels.includes(channel) && findProviderKind(row.kind));
  const sending = carrying.filter((row) => !findProviderKind(row.kind)!.isInbox);
  const positionOf = (row: ProviderRow) => row.channelPositions[channel] ?? row.position;
  return sending.length > 0
    ? sending.toSorted((a, b) => positionOf(a) - positionOf(b))
    : carrying.slice(0, 1);
}

/** Whether messages of a channel only reach the inbox. */
export async function isChannelInboxOnly(projectId: string, channel: Channel): Promise<boolean> {
  return (await providerOrderOf(projectId, channel)).every((row) => row.kind === "inbox");
}

/** Whether email only reaches the inbox. Then the console's own codes could only be read in the console. */
export async function isEmailInboxOnly(projectId: string): Promise<boolean> {
  return isChannelInboxOnly(projectId, "email");
}
