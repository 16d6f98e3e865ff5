import { toTypeId } from "@/lib/id";
import { listEnabledConnectors } from "@/lib/social";
import type { LoadedVerification } from "@/lib/verification";

export interface OfferedConnector {
  typeId: string;
  kind: string;
  name: string;
  logoUrl: string | null;
}

/** The connectors a person can use: the one that the verification was started with, or all if it was started with nothing. */
export async function offeredConnectors(v: LoadedVerification): Promise<OfferedConnector[]> {
  if (!v.connectorId && !v.isIdentifierOpen) return [];
  const enabled = await listEnabledConnectors(v.projectId);
  return enabled
    .filter(({ id }) => !v.connectorId || id === v.connectorId)
    .map(({ id, kind, name, logoUrl }) => ({ typeId: toTypeId("con", id), kind, name, logoUrl }));
}
