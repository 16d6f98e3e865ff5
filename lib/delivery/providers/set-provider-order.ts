import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { withHealth } from "./find-provider";
import { findProviderKind } from "./kinds";
import { forgetProviders } from "./provider-order";
import type { Provider } from "./provider-record";
import { listRows, lockRows, type ProviderRow, updateRow } from "./repository";

/** The list does not name every provider of the channel exactly once. `expected`: their ids. */
export type ProviderOrderInvalid = { code: "provider_order_invalid"; expected: string[] };

/** The providers of a channel, disabled ones included, in the order in which they are tried. */
export async function listProviderOrder(projectId: string, channel: Channel): Promise<Provider[]> {
  return withHealth(inOrder(await listRows(projectId), channel));
}

/** Sets the order in which the providers of a channel are tried. It is used from the next message on. */
export async function setProviderOrder(
  ctx: Ctx,
  channel: Channel,
  providerIds: readonly string[],
): Promise<Result<Provider[], ProviderOrderInvalid>> {
  const set = await db().transaction(async (tx) => {
    const current = inOrder(await lockRows(ctx.project.id, tx), channel);
    const expected = current.map(({ id }) => id);
    const isComplete =
      providerIds.length === expected.length && expected.every((id) => providerIds.includes(id));
    if (!isComplete) return refuse({ code: "provider_order_invalid" as const, expected });
    for (const row of current) {
      const channelPositions = { ...row.channelPositions, [channel]: providerIds.indexOf(row.id) };
      await updateRow(row.id, { channelPositions }, tx);
    }
    const names = providerIds.map((id) => current.find((row) => row.id === id)!.name);
    await record(ctx, "provider.order_changed", { channel, names }, tx);
    return ok(true);
  });
  if (!set.ok) return set;
  forgetProviders();
  return ok(await listProviderOrder(ctx.project.id, channel));
}

/** The inbox has no place in the order: it is used if nothing else carries the channel. */
function inOrder(rows: readonly ProviderRow[], channel: Channel): ProviderRow[] {
  const positionOf = (row: ProviderRow) => row.channelPositions[channel] ?? row.position;
  return rows
    .filter((row) => row.channels.includes(channel) && findProviderKind(row.kind)?.isInbox === false)
    .toSorted((a, b) => positionOf(a) - positionOf(b));
}
