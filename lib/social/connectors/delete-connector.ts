import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { type Connector, toConnector } from "./connector-record";
import type { ConnectorNotFound } from "./refusals";
import { deleteRow } from "./repository";

/** Deletes a connector. Accounts that were proven with it stay. */
export async function deleteConnector(ctx: Ctx, id: string): Promise<Result<Connector, ConnectorNotFound>> {
  return db().transaction(async (tx) => {
    const row = await deleteRow(ctx.project.id, id, tx);
    if (!row) return refuse({ code: "connector_not_found" });
    await record(ctx, "connector.deleted", { connectorId: id, kind: row.kind, name: row.name }, tx);
    return ok(toConnector(row));
  });
}
