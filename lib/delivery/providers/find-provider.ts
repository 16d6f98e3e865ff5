import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { type Provider, toProvider } from "./provider-record";
import type { ProviderNotFound } from "./refusals";
import { findRow, listRows } from "./repository";

export async function findProvider(ctx: Ctx, id: string): Promise<Result<Provider, ProviderNotFound>> {
  const row = await findRow(ctx.project.id, id);
  return row ? ok(toProvider(row)) : refuse({ code: "provider_not_found" });
}

/** In the order they are tried. */
export async function listProviders(projectId: string): Promise<Provider[]> {
  return (await listRows(projectId)).map(toProvider);
}
