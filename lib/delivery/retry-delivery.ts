import { actorOf, type Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import { type DeliveryNotFound, type DeliveryRecord, withTries } from "./deliveries";
import { maskRecipient } from "./mask-recipient";
import { wakeWorker } from "./outbox/local-workers";
import { providerOrderOf } from "./providers/provider-order";
import type { ProviderChannelUnsupported, ProviderNotFound } from "./providers/refusals";
import { findRow as findProviderRow } from "./providers/repository";
import { type DeliveryRow, findRow, reopen } from "./repository";

export type RetryDeliveryRefusal =
  | DeliveryNotFound
  | ProviderNotFound
  | ProviderChannelUnsupported
  /** It was accepted or skipped. Null: it is being sent right now. */
  | { code: "delivery_not_retryable"; outcome: DeliveryRow["outcome"] };

/**
 * Puts a failed or waiting delivery back into the outbox. The worker checks whether there is still something to send: with
 * an expired code it ends as `expired` again. A chosen provider is tried first.
 */
export async function retryDelivery(
  ctx: Ctx,
  id: string,
  { providerId = null }: { providerId?: string | null } = {},
): Promise<Result<DeliveryRecord, RetryDeliveryRefusal>> {
  const refused = providerId === null ? null : await refusalOfChoice(ctx, id, providerId);
  if (refused) return refuse(refused);
  const reopened = await db().transaction(async (tx) => {
    const row = await reopen(ctx.project.id, id, providerId, tx);
    if (!row) return null;
    await appendEvent(
      {
        projectId: ctx.project.id,
        verificationId: row.verificationId,
        type: "delivery.retried",
        actor: actorOf(ctx.caller),
        requestId: ctx.requestId,
        data: {
          deliveryId: id,
          channel: row.channel,
          recipient: maskRecipient(row.recipient),
          tries: row.tryCount,
        },
      },
      tx,
    );
    return row;
  });
  if (reopened) {
    wakeWorker();
    return ok((await withTries([reopened]))[0]!);
  }
  const found = await findRow(ctx.project.id, id);
  if (!found) return refuse({ code: "delivery_not_found" });
  return refuse({ code: "delivery_not_retryable", outcome: found.outcome });
}

/** Whether the project has the provider, and it is enabled for the delivery's channel. */
async function refusalOfChoice(
  ctx: Ctx,
  id: string,
  providerId: string,
): Promise<DeliveryNotFound | ProviderNotFound | ProviderChannelUnsupported | null> {
  const delivery = await findRow(ctx.project.id, id);
  if (!delivery) return { code: "delivery_not_found" };
  if (!(await findProviderRow(ctx.project.id, providerId))) return { code: "provider_not_found" };
  const { channel } = delivery;
  const carrying = await providerOrderOf(ctx.project.id, channel);
  return carrying.some((row) => row.id === providerId)
    ? null
    : { code: "provider_channel_unsupported", channel };
}
