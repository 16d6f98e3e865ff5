import { wakeWorker } from "@/lib/delivery";
import { ok } from "@/lib/result";
import type { QuotaLine } from "./budgets/repository";
import { quotasAfterSend, type SendQuota } from "./limits";
import type { Read } from "./verification";

/** A verification whose message stands in the outbox. */
export interface Started {
  verification: Read;
  quotas: SendQuota[];
  /** False where nothing carries the channel, and the policy records that instead of refusing. */
  hasProvider: boolean;
}

/** The success of every verb that sends. Wakes this process's worker; the outbox holds without it. */
export function sent(
  verification: Read,
  quota: readonly QuotaLine[],
  { hasProvider }: { hasProvider: boolean },
): { ok: true; value: Started } {
  wakeWorker();
  return ok({ verification, quotas: quotasAfterSend(quota), hasProvider });
}
