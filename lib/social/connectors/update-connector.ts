import { type Ctx, mergeConfig, record } from "@/lib/access";
import { db } from "@/lib/db";
import { differencesOf } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import { findConnectorKind } from "../kinds";
import { seal, unseal } from "./config";
import { type Connector, toConnector } from "./connector-record";
import type { CreateConnector } from "./create-connector";
import type { UpdateConnectorRefusal } from "./refusals";
import { type ConnectorRow, lockRow, updateRow } from "./repository";

/** Omitted members keep their value; in `config`, null removes one. Secrets can be written but not read. */
export type UpdateConnector = Omit<CreateConnector, "kind" | "target" | "isTest">;

export async function updateConnector(
  ctx: Ctx,
  id: string,
  change: UpdateConnector,
): Promise<Result<Connector, UpdateConnectorRefusal>> {
  const projectId = ctx.project.id;
  return db().transaction(async (tx) => {
    const row = await lockRow(projectId, id, tx);
    if (!row) return refuse({ code: "connector_not_found" });
    const next = apply(row, change);
    if (!next.ok) return next;
    const updated = await updateRow(projectId, id, next.value, tx);
    const facts = {
      connectorId: id,
      kind: row.kind,
      name: updated.name,
      changed: changedMembers(change),
      ...differencesOf(shown(row), shown(updated)),
    };
    await record(ctx, "connector.updated", facts, tx);
    return ok(toConnector(updated));
  });
}

function apply(
  row: ConnectorRow,
  { config, ...rest }: UpdateConnector,
): Result<Partial<ConnectorRow>, UpdateConnectorRefusal> {
  if (!config) return ok(rest);
  const kind = findConnectorKind(row.kind);
  if (!kind) return refuse({ code: "connector_not_found" });
  const parsed = kind.parse(mergeConfig(unseal(row), config));
  return parsed.ok ? ok({ ...rest, ...seal(row.id, kind, parsed.value) }) : parsed;
}

/** What events can contain: no secrets, which are stored apart from the config. */
function shown({ name, isEnabled, logoUrl, config }: ConnectorRow): Record<string, unknown> {
  return { name, isEnabled, logoUrl, config };
}

/** Names of secrets, too. */
function changedMembers({ config = {}, ...rest }: UpdateConnector): string[] {
  return [...Object.keys(rest), ...Object.keys(config).map((member) => `config.${member}`)];
}
