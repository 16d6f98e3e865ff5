import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findConnectorKind, isTestKind } from "../kinds";
import { type Connector, toConnector } from "./connector-record";
import type { ConnectorNotFound } from "./refusals";
import { findRow, listRows } from "./repository";

export async function findConnector(ctx: Ctx, id: string): Promise<Result<Connector, ConnectorNotFound>> {
  const row = await findRow(ctx.project.id, id);
  return row ? ok(toConnector(row)) : refuse({ code: "connector_not_found" });
}

/** Oldest first. */
export async function listConnectors(projectId: string): Promise<Connector[]> {
  return (await listRows(projectId)).map(toConnector);
}

/** The connectors a person can choose from, oldest first. */
export async function listEnabledConnectors(projectId: string): Promise<Connector[]> {
  const rows = await listRows(projectId);
  return rows
    .filter((row) => row.isEnabled && findConnectorKind(row.kind) && !isTestKind(row.kind))
    .map(toConnector);
}
