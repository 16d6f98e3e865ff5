import { env } from "@/lib/env";
import { toTypeId } from "@/lib/id";
import { unseal } from "./config";
import { findProviderKind } from "./kinds";
import type { Sender } from "./provider";
import type { ProviderRow } from "./repository";

const senders = new Map<string, { updatedAt: number; sender: Sender }>();

/** An opened provider with its connections. The same one until its config changes. */
export function senderOf(row: ProviderRow): Sender {
  const known = senders.get(row.id);
  if (known?.updatedAt === row.updatedAt.getTime()) return known.sender;
  known?.sender.close();
  const sender = openSender(row);
  senders.set(row.id, { updatedAt: row.updatedAt.getTime(), sender });
  return sender;
}

/** An opened provider for one use. Close it afterwards. */
export function openSender(row: ProviderRow): Sender {
  const kind = findProviderKind(row.kind);
  if (!kind) throw new Error(`There is no provider kind named ${row.kind}.`);
  return kind.open(unseal(row), { statusCallbackUrl: statusCallbackUrl(row.id) });
}

/** Where a provider's status callbacks arrive. Enter it in the provider's settings if it asks for one. */
export function statusCallbackUrl(providerId: string): string {
  return new URL(`/api/v1/providers/${toTypeId("prv", providerId)}/status-callback`, env.PUBLIC_URL).href;
}

/** Closes all idle connections. Those in use are closed when they are returned. */
export function closeSenders(): void {
  for (const { sender } of senders.values()) sender.close();
  senders.clear();
}
