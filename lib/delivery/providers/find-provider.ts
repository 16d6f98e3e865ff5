import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { pausesOf } from "./pauses/repository";
import { type Provider, toProvider } from "./provider-record";
import type { ProviderNotFound } from "./refusals";
import { findRow, listRows, type ProviderRow } from "./repository";

export async function findProvider(ctx: Ctx, id: string): Promise<Result<Provider, ProviderNotFound>> {
  const row = await findRow(ctx.project.id, id);
  return row ? ok((await withHealth([row]))[0]!) : refuse({ code: "provider_not_found" });
}

/** In the order they are tried. */
export async function listProviders(projectId: string): Promise<Provider[]> {
  return withHealth(await listRows(projectId));
}

/** Adds their health, with one statement. */
export async function withHealth(rows: readonly ProviderRow[]): Promise<Provider[]> {
  const pauses = await pausesOf(rows.map(({ id }) => id));
  return rows.map((row) => toProvider(row, pauses.get(row.id)));
}
