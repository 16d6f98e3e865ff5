import { findConnectorKind } from "../kinds";
import { unseal } from "./config";
import type { ConnectorRow } from "./repository";

/** A configured connector as operators and API callers see it. */
export interface Connector {
  id: string;
  /** For vendors whose ids are numbers. */
  number: bigint;
  projectId: string;
  kind: string;
  /** The name under which its accounts are kept; unique in the project, and fixed. */
  target: string;
  name: string;
  logoUrl: string | null;
  /** Without its secret members. */
  config: Record<string, unknown>;
  /** The names of secret members that are set. */
  secretsSet: string[];
  isEnabled: boolean;
  wireContext: unknown;
  createdAt: Date;
  updatedAt: Date;
}

export function toConnector(row: ConnectorRow): Connector {
  const { secrets: _, ...rest } = row;
  const members = findConnectorKind(row.kind)?.secretMembers ?? [];
  const whole = unseal(row);
  return {
    ...rest,
    config: row.config as Record<string, unknown>,
    secretsSet: members.filter((name) => whole[name] !== undefined),
  };
}
