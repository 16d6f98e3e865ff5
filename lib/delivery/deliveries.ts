import type { Ctx } from "@/lib/access";
import { apiLanguage, type ConsoleLocale } from "@/lib/i18n";
import { ok, type Result, refuse } from "@/lib/result";
import { findProviderKind } from "./providers/kinds";
import { providerNameOf } from "./providers/provider-record";
import { findRowsById } from "./providers/repository";
import {
  type DeliveryFilter,
  type DeliveryRow,
  findRow,
  listRows,
  listTries,
  type TryRow,
} from "./repository";

export type DeliveryTry = TryRow & {
  /** The provider within a sentence: "the mail server at smtp.example.com". */
  providerName: string;
  /** What the provider's code means, for support. Null if it gave none, or none that is known. */
  meaning: string | null;
  /** That of these texts, and of further explanations. */
  language: ConsoleLocale;
};

/** One message to one recipient, with all tries. */
export type DeliveryRecord = DeliveryRow & {
  tries: DeliveryTry[];
  /** That of its explanations. */
  language: ConsoleLocale;
};

export type DeliveryNotFound = { code: "delivery_not_found" };

/** Newest first. */
export async function listDeliveries(
  projectId: string,
  filter: DeliveryFilter,
  language: ConsoleLocale = apiLanguage,
): Promise<DeliveryRecord[]> {
  return withTries(await listRows(projectId, filter), language);
}

export async function findDelivery(
  ctx: Ctx,
  id: string,
  language: ConsoleLocale = apiLanguage,
): Promise<Result<DeliveryRecord, DeliveryNotFound>> {
  const row = await findRow(ctx.project.id, id);
  if (!row) return refuse({ code: "delivery_not_found" });
  return ok((await withTries([row], language))[0]!);
}

/** All messages of a verification, oldest first. The policy limits their number. */
export async function deliveriesOfVerification(
  projectId: string,
  verificationId: string,
  language: ConsoleLocale = apiLanguage,
): Promise<DeliveryRecord[]> {
  return withTries((await listRows(projectId, { verificationId, limit: 100 })).reverse(), language);
}

/** Adds the tries and the names of their providers, with one statement each. */
export async function withTries(
  rows: readonly DeliveryRow[],
  language: ConsoleLocale = apiLanguage,
): Promise<DeliveryRecord[]> {
  const earlier = await listTries(rows.filter(({ tryCount }) => tryCount > 1).map(({ id }) => id));
  const tries = [...earlier, ...rows.flatMap(currentTry)];
  const carriers = await findRowsById([...new Set(tries.map(({ providerId }) => providerId))]);
  const byId = new Map(carriers.map((row) => [row.id, row]));
  const described = tries.map((one) => ({
    ...one,
    providerName: providerNameOf(one.providerKind, byId.get(one.providerId), language),
    meaning: explainCode(one.providerKind, one.providerCode, language),
    language,
  }));
  return rows.map((row) => ({
    ...row,
    tries: described.filter(({ deliveryId }) => deliveryId === row.id),
    language,
  }));
}

/** The try in the delivery's own row: the one that runs, or the last one. */
function currentTry(row: DeliveryRow): TryRow[] {
  const { providerId, providerKind, tryStartedAt: startedAt } = row;
  if (!providerId || !providerKind || !startedAt) return [];
  const { providerCode, explanation, providerMessageId } = row;
  return [
    {
      deliveryId: row.id,
      projectId: row.projectId,
      number: row.tryCount,
      providerId,
      providerKind,
      startedAt,
      finishedAt: row.tryFinishedAt,
      outcome: row.tryOutcome,
      providerCode,
      explanation,
      providerMessageId,
    },
  ];
}

/** What a provider's code means, as one sentence for support. */
export function explainCode(
  providerKind: string | null,
  code: string | null,
  language: ConsoleLocale,
): string | null {
  if (providerKind === null || code === null) return null;
  return findProviderKind(providerKind)?.explainCode(code, language) ?? null;
}
