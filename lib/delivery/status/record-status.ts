import { db, type Tx } from "@/lib/db";
import { appendEvent, type EventType } from "@/lib/events";
import { newId } from "@/lib/id";
import { log } from "@/lib/log";
import { findProject } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { maskRecipient } from "../mask-recipient";
import { activateFallbacks } from "../outbox/fallbacks/repository";
import { wakeWorker } from "../outbox/local-workers";
import { accepted } from "../outbox/outcomes";
import { finish } from "../outbox/repository";
import { unseal } from "../providers/config";
import { findProviderKind } from "../providers/kinds";
import type { CallbackRefusal, StatusCallback, StatusReport } from "../providers/kinds/kind";
import { findRowsById, type ProviderRow } from "../providers/repository";
import type { DeliveryRow } from "../repository";
import { insertRow } from "../suppressions/repository";
import { advanceStatus, findReported, hasSuppressed } from "./repository";

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
 * Records what a provider reports about messages that it accepted. Statuses count for the current try only, and only forward:
 * reports about unknown deliveries, and replayed or late ones, change nothing. A recipient that must get no more messages is
 * suppressed whichever try the report is about.
 */
export async function recordStatuses({ provider, reports }: VerifiedCallback): Promise<void> {
  for (const { deliveryId, ...report } of reports) {
    if (deliveryId !== null) await recordStatus(provider, { ...report, deliveryId });
  }
}

type DeliveryReport = StatusReport & { deliveryId: string };

/**
 * The consequences are recorded before the status, because they can be repeated: if the process dies in between, the status
 * still counts as new when the provider sends it again.
 */
async function recordStatus(provider: ProviderRow, report: DeliveryReport): Promise<void> {
  const change = { ...report, providerId: provider.id };
  const reported = await findReported(change);
  if (!reported) return;
  const { row, isNews } = reported;
  if (isNews && row.finishedAt === null) await recordAcceptance(row, report.providerMessageId);
  const hasFailed = report.status === "failed" || report.status === "bounced";
  if (isNews && hasFailed && (await activateFallbacks([row])) > 0) wakeWorker();
  const reason = (await canBeSuppressed(row)) ? report.suppress : null;
  await db().transaction(async (tx) => {
    const facts = factsOf(row, provider);
    if (isNews && (await advanceStatus(change, tx)))
      await append(row, `delivery.${report.status}`, { ...facts, code: report.providerCode }, tx);
    if (reason) await suppress(row, { reason, note: report.providerCode }, facts, tx);
  });
}

/**
 * The provider's response is not recorded: it is still on its way, or the process has died. The report proves that the message
 * was accepted, so it is not sent again.
 */
async function recordAcceptance(row: DeliveryRow, providerMessageId: string): Promise<void> {
  const explanation = "Confirmed by a status callback.";
  const { id, projectId, tryCount: number } = row;
  const end = { id, projectId, number, outcome: "accepted" as const, providerCode: null };
  await finish([accepted(row, { ...end, explanation, providerMessageId })]);
}

/** In the reserved project nobody is suppressed: operators sign in with its messages, and no page lets them undo it. */
async function canBeSuppressed({ projectId }: DeliveryRow): Promise<boolean> {
  return (await findProject(projectId))?.kind === "ordinary";
}

/** Suppresses the recipient, once per delivery: a replayed report must not undo an operator's decision. */
async function suppress(
  row: DeliveryRow,
  { reason, note }: { reason: NonNullable<StatusReport["suppress"]>; note: string | null },
  facts: Record<string, unknown>,
  tx: Tx,
): Promise<void> {
  if (await hasSuppressed(row, tx)) return;
  const { projectId, channel, recipient } = row;
  const suppression = {
    id: newId(),
    projectId,
    channel,
    recipient,
    reason,
    note,
    deliveryId: row.id,
    createdBy: "system",
  };
  if (await insertRow(suppression, tx)) await append(row, "suppression.created", { ...facts, reason }, tx);
}

function factsOf({ id, channel, recipient }: DeliveryRow, { kind }: ProviderRow) {
  return { deliveryId: id, channel, recipient: maskRecipient(recipient), provider: kind };
}

async function append(
  row: DeliveryRow,
  type: EventType,
  data: Record<string, unknown>,
  tx: Tx,
): Promise<void> {
  const { projectId, verificationId } = row;
  await appendEvent({ projectId, verificationId, type, actor: "system", requestId: null, data }, tx);
}
