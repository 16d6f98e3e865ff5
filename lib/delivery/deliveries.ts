import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { carrierName } from "./providers/provider-record";
import { findRowsById } from "./providers/repository";
import {
  type DeliveryFilter,
  type DeliveryRow,
  findRow,
  listRows,
  listTries,
  type TryRow,
} from "./repository";

/** One try, and who was asked: "the mail server at smtp.example.com". */
export type DeliveryTry = TryRow & { carrier: string };

/** One message to one recipient, and all that was done for it. */
export type DeliveryRecord = DeliveryRow & { tries: DeliveryTry[] };

export type DeliveryNotFound = { code: "delivery_not_found" };

/** Newest first. */
export async function listDeliveries(projectId: string, filter: DeliveryFilter): Promise<DeliveryRecord[]> {
  return withTries(await listRows(projectId, filter));
}

export async function findDelivery(ctx: Ctx, id: string): Promise<Result<DeliveryRecord, DeliveryNotFound>> {
  const row = await findRow(ctx.project.id, id);
  if (!row) return refuse({ code: "delivery_not_found" });
  return ok((await withTries([row]))[0]!);
}

/** Every message of one verification, oldest first: a resend's policy keeps them few. */
export async function deliveriesOfVerification(
  projectId: string,
  verificationId: string,
): Promise<DeliveryRecord[]> {
  return withTries((await listRows(projectId, { verificationId, limit: 100 })).reverse());
}

/** Adds the tries, and the names of their carriers, with one statement for each. */
export async function withTries(rows: readonly DeliveryRow[]): Promise<DeliveryRecord[]> {
  const tries = await listTries(rows.map(({ id }) => id));
  const carriers = await findRowsById([...new Set(tries.map(({ providerId }) => providerId))]);
  const byId = new Map(carriers.map((row) => [row.id, row]));
  const named = tries.map((one) => ({
    ...one,
    carrier: carrierName(one.providerKind, byId.get(one.providerId)),
  }));
  return rows.map((row) => ({ ...row, tries: named.filter(({ deliveryId }) => deliveryId === row.id) }));
}
