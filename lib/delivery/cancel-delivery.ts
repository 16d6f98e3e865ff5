import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { type DeliveryNotFound, type DeliveryRecord, withTries } from "./deliveries";
import { skipped } from "./outbox/outcomes";
import { finish } from "./outbox/repository";
import { type DeliveryRow, findRow, holdWaiting } from "./repository";

export type CancelDeliveryRefusal =
  | DeliveryNotFound
  /** It is finished. Null: it is being sent right now. */
  | { code: "delivery_not_cancelable"; outcome: DeliveryRow["outcome"] };

/** Cancels one waiting message, such as a fallback. The verification and its other messages are not affected. */
export async function cancelDelivery(
  ctx: Ctx,
  id: string,
): Promise<Result<DeliveryRecord, CancelDeliveryRefusal>> {
  const held = await holdWaiting(ctx.project.id, id);
  if (held) await finish([skipped(held, "withdrawn")]);
  const found = await findRow(ctx.project.id, id);
  if (!found) return refuse({ code: "delivery_not_found" });
  if (!held) return refuse({ code: "delivery_not_cancelable", outcome: found.outcome });
  return ok((await withTries([found]))[0]!);
}
