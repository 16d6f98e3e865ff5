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

/** One try and its provider: "the mail server at smtp.example.com". */
export type DeliveryTry = TryRow & { carrier: string };

/** One message to one recipient, with all tries. */
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

/** All messages of a verification, oldest first. The policy limits their number. */
export async function deliveriesOfVerification(
  projectId: string,
  verificationId: string,
): Promise<DeliveryRecord[]> {
  return withTries((await listRows(projectId, { verificationId, limit: 100 })).reverse());
}

/** Adds the tries and the names of their providers, with one statement each. */
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
