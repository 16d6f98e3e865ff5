import { actorOf, type Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import { type DeliveryNotFound, type DeliveryRecord, withTries } from "./deliveries";
import { maskRecipient } from "./mask-recipient";
import { wakeWorker } from "./outbox/worker";
import { type DeliveryRow, findRow, reopen } from "./repository";

export type RetryDeliveryRefusal =
  | DeliveryNotFound
  /** It was accepted or skipped. Null: it is being sent right now. */
  | { code: "delivery_not_retryable"; outcome: DeliveryRow["outcome"] };

/**
 * Puts a failed or waiting delivery back into the outbox. The worker checks whether there is still something to send: with
 * an expired code it ends as `expired` again.
 */
export async function retryDelivery(
  ctx: Ctx,
  id: string,
): Promise<Result<DeliveryRecord, RetryDeliveryRefusal>> {
  const reopened = await db().transaction(async (tx) => {
    const row = await reopen(ctx.project.id, id, tx);
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
