import { actorOf, type Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import { forgetProviders } from "./provider-order";
import { type Provider, toProvider } from "./provider-record";
import type { ProviderNotFound } from "./refusals";
import { deleteRow } from "./repository";

/** Deletes a provider. Its past deliveries stay on record. */
export async function deleteProvider(ctx: Ctx, id: string): Promise<Result<Provider, ProviderNotFound>> {
  const deleted = await db().transaction(async (tx) => {
    const row = await deleteRow(ctx.project.id, id, tx);
    if (!row) return null;
    await appendEvent(
      {
        projectId: ctx.project.id,
        type: "provider.deleted",
        actor: actorOf(ctx.caller),
        requestId: ctx.requestId,
        data: { providerId: id, kind: row.kind, name: row.name },
      },
      tx,
    );
    return row;
  });
  if (!deleted) return refuse({ code: "provider_not_found" });
  forgetProviders();
  return ok(toProvider(deleted));
}
