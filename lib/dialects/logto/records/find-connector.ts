import type { Ctx } from "@/lib/access";
import { type Connector, listConnectors } from "@/lib/social";
import { showNumber } from "../ids";

/** The id under which clients know a connector: its own number, or what its maker chose. */
export function connectorIdOf({ number, wireContext }: Connector): string {
  const kept = (wireContext as { logto?: { id?: string } } | null)?.logto;
  return kept?.id ?? showNumber(number);
}

export type FoundConnector = { sort: "social"; connector: Connector } | { sort: "message" } | null;

/** What stands behind a connector's id. One that was switched off is none. */
export async function findWireConnector(ctx: Ctx, id: string): Promise<FoundConnector> {
  const { messageConnectors } = ctx.project.settings.dialects.logto;
  if (messageConnectors.some((one) => one.id === id)) return { sort: "message" };
  const connectors = await listConnectors(ctx.project.id);
  const connector = connectors.find((one) => one.isEnabled && connectorIdOf(one) === id);
  return connector ? { sort: "social", connector } : null;
}
