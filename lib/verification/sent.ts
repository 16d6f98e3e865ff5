import { wakeWorker } from "@/lib/delivery";
import { ok } from "@/lib/result";
import type { QuotaLine } from "./budgets/repository";
import { quotasAfterSend, type SendQuota } from "./limits";
import type { LoadedVerification } from "./verification";

/** A verification whose message stands in the outbox. */
export interface Started {
  verification: LoadedVerification;
  quotas: SendQuota[];
  /** False where nothing carries the channel, and the policy records that instead of refusing. */
  hasProvider: boolean;
}

/** The success of every verb that sends. Wakes this process's worker; the outbox holds without it. */
export function sent(
  verification: LoadedVerification,
  quota: readonly QuotaLine[],
  { hasProvider }: { hasProvider: boolean },
): { ok: true; value: Started } {
  wakeWorker();
  return ok({ verification, quotas: quotasAfterSend(quota), hasProvider });
}
