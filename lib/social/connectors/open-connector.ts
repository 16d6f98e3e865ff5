import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findConnectorKind, isTestKind } from "../kinds";
import type { IdentityProvider } from "../protocol/identity-provider";
import { unseal } from "./config";
import { type Connector, toConnector } from "./connector-record";
import type { ConnectorNotFound } from "./refusals";
import { type ConnectorRow, findRow } from "./repository";

/** A connector with its opened provider. */
export interface OpenConnector {
  connector: Connector;
  provider: IdentityProvider;
}

/** Opens a connector. A disabled one cannot be used, even for running authorization requests. */
export async function openConnector(
  ctx: Ctx,
  id: string,
): Promise<Result<OpenConnector, ConnectorNotFound | { code: "connector_disabled" }>> {
  const row = await findRow(ctx.project.id, id);
  const provider = row && mayUse(ctx, row) ? openRow(row) : null;
  if (!row || !provider) return refuse({ code: "connector_not_found" });
  if (!row.isEnabled) return refuse({ code: "connector_disabled" });
  return ok({ connector: toConnector(row), provider });
}

/** Null if a newer version of this software created it, with a kind that this version does not know. */
export function openRow(row: ConnectorRow): IdentityProvider | null {
  return findConnectorKind(row.kind)?.open(unseal(row)) ?? null;
}

/** A test connector accepts anyone, so only the dialect that created it can use it. */
function mayUse({ dialect }: Ctx, { kind, wireContext }: ConnectorRow): boolean {
  return !isTestKind(kind) || Object.hasOwn(wireContext ?? {}, dialect);
}
