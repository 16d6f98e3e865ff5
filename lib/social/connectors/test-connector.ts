import { type Ctx, record } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { ProviderRefusal } from "../protocol/identity-provider";
import { openRow } from "./open-connector";
import type { ConnectorNotFound } from "./refusals";
import { findRow } from "./repository";

export interface ConnectorTest {
  outcome: "accepted" | ProviderRefusal["code"];
  /** What was found, in a sentence. */
  explanation: string;
}

/** Checks whether the provider responds and accepts our client. A disabled connector can be tested, too. */
export async function testConnector(ctx: Ctx, id: string): Promise<Result<ConnectorTest, ConnectorNotFound>> {
  const row = await findRow(ctx.project.id, id);
  const provider = row && openRow(row);
  if (!provider) return refuse({ code: "connector_not_found" });
  const tested = await provider.test();
  const test: ConnectorTest = tested.ok
    ? { outcome: "accepted", explanation: tested.value.explanation }
    : { outcome: tested.refusal.code, explanation: tested.refusal.explanation };
  const { kind, name } = row;
  await record(ctx, "connector.tested", { connectorId: id, kind, name, outcome: test.outcome });
  return ok(test);
}
