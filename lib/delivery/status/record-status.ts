import { db } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { newId } from "@/lib/id";
import { log } from "@/lib/log";
import { ok, type Result, refuse } from "@/lib/result";
import { maskRecipient } from "../mask-recipient";
import { accepted } from "../outbox/outcomes";
import { activateFallbacks, finish } from "../outbox/repository";
import { wakeWorker } from "../outbox/worker";
import { unseal } from "../providers/config";
import { findProviderKind } from "../providers/kinds";
import type { CallbackRefusal, StatusCallback, StatusReport } from "../providers/kinds/kind";
import { findRowsById, type ProviderRow } from "../providers/repository";
import type { DeliveryRow } from "../repository";
import { insertRow } from "../suppressions/repository";
import { advanceStatus } from "./repository";

export type StatusCallbackRefusal = { code: "provider_not_found" } | CallbackRefusal;

/** A callback whose signature is right. */
export interface VerifiedCallback {
  provider: ProviderRow;
  reports: StatusReport[];
}

/** Checks who sent a status callback and reads it. Nothing is recorded yet. */
export async function verifyStatusCallback(
  providerId: string,
  callback: StatusCallback,
): Promise<Result<VerifiedCallback, StatusCallbackRefusal>> {
  const [provider] = await findRowsById([providerId]);
  const kind = provider && findProviderKind(provider.kind);
  if (!provider || !kind?.hasCallbacks) return refuse({ code: "provider_not_found" });
  const read = kind.readCallback(unseal(provider), callback);
  if (read.ok) return ok({ provider, reports: read.value });
  // The operator sees no other sign of a wrong secret.
  log.warn("A status callback was refused.", { provider: provider.kind, reason: read.refusal.code });
  return read;
}

/**
 * Records what a provider reports about messages that it accepted. Reports about unknown deliveries, earlier tries, and
 * statuses that are already known change nothing. A recipient that must get no more messages is suppressed, and the
 * fallbacks of a message that did not arrive become due.
 */
export async function recordStatuses({ provider, reports }: VerifiedCallback): Promise<void> {
  const failed: string[] = [];
  for (const report of reports) {
    if (report.deliveryId === null) continue;
    const row = await recordStatus(provider, { ...report, deliveryId: report.deliveryId });
    if (!row) continue;
    if (row.finishedAt === null) await recordAcceptance(row, report.providerMessageId);
    if (report.status === "failed" || report.status === "bounced") failed.push(row.id);
  }
  if ((await activateFallbacks(failed)) > 0) wakeWorker();
}

/**
 * The provider's answer is not on record: it is still on its way, or the process died before. The report proves that the
 * message was accepted, so it is not sent again.
 */
async function recordAcceptance(row: DeliveryRow, providerMessageId: string): Promise<void> {
  const explanation = "Confirmed by a status callback.";
  const end = { id: row.id, number: row.tryCount, outcome: "accepted" as const, providerCode: null };
  await finish([accepted(row, { ...end, explanation, providerMessageId })]);
}

/** Returns the delivery if the status was new. */
async function recordStatus(
  provider: ProviderRow,
  report: StatusReport & { deliveryId: string },
): Promise<DeliveryRow | null> {
  return db().transaction(async (tx) => {
    const row = await advanceStatus({ ...report, providerId: provider.id }, tx);
    if (!row) return null;
    const { projectId, verificationId, channel, recipient } = row;
    const facts = {
      deliveryId: row.id,
      channel,
      recipient: maskRecipient(recipient),
      provider: provider.kind,
    };
    const event = { projectId, verificationId, actor: "system", requestId: null };
    const type = `delivery.${report.status}` as const;
    await appendEvent({ ...event, type, data: { ...facts, code: report.providerCode } }, tx);
    if (report.suppress) {
      const suppression = {
        id: newId(),
        projectId,
        channel,
        recipient,
        reason: report.suppress,
        note: report.providerCode,
        deliveryId: row.id,
        createdBy: "system",
      };
      const inserted = await insertRow(suppression, tx);
      if (inserted)
        await appendEvent(
          { ...event, type: "suppression.created", data: { ...facts, reason: report.suppress } },
          tx,
        );
    }
    return row;
  });
}
