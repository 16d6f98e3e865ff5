import { type Ctx, record } from "@/lib/access";
import { db, isUniqueViolation } from "@/lib/db";
import { apiLanguage } from "@/lib/i18n";
import { newId, newNumber } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { connectorKinds, findConnectorKind, isTestKind } from "../kinds";
import { seal } from "./config";
import { type Connector, toConnector } from "./connector-record";
import type { CreateConnectorRefusal } from "./refusals";
import { insertRow } from "./repository";

export interface CreateConnector {
  kind: string;
  /** The kind's own by default. Fixed from then on: accounts are kept under it. */
  target?: string;
  name?: string;
  logoUrl?: string | null;
  config?: Record<string, unknown>;
  isEnabled?: boolean;
  /** What dialects keep with it, each under its dialect's name. */
  wireContext?: unknown;
  /** Allows a test kind. Only a dialect with data in `wireContext` can use the connector then. */
  isTest?: boolean;
}

/** Creates a connector. People can use it immediately. */
export async function createConnector(
  ctx: Ctx,
  input: CreateConnector,
): Promise<Result<Connector, CreateConnectorRefusal>> {
  const kind = findConnectorKind(input.kind);
  if (!kind || (isTestKind(kind.kind) && !input.isTest))
    return refuse({ code: "connector_kind_unknown", known: connectorKinds.map((one) => one.kind) });
  const config = kind.parse(input.config ?? {});
  if (!config.ok) return config;

  const id = newId();
  const row = {
    id,
    number: newNumber(),
    projectId: ctx.project.id,
    kind: kind.kind,
    target: input.target ?? kind.target,
    name: input.name ?? kind.textsIn(apiLanguage).title,
    logoUrl: input.logoUrl ?? null,
    isEnabled: input.isEnabled ?? true,
    wireContext: input.wireContext ?? null,
    ...seal(id, kind, config.value),
  };
  try {
    const created = await db().transaction(async (tx) => {
      const inserted = await insertRow(row, tx);
      await record(ctx, "connector.created", { connectorId: id, kind: row.kind, name: row.name }, tx);
      return inserted;
    });
    return ok(toConnector(created));
  } catch (error) {
    if (!isUniqueViolation(error, "connectors_target")) throw error;
    return refuse({ code: "connector_target_taken", target: row.target });
  }
}
