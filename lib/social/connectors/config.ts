import { decrypt, encrypt } from "@/lib/access";
import type { ConnectorKind } from "../kinds/kind";
import type { ConnectorRow } from "./repository";

type Config = Record<string, unknown>;

/** A config as its row keeps it: secret members apart, encrypted for this row and no other. */
export function seal(
  id: string,
  kind: ConnectorKind,
  config: Config,
): Pick<ConnectorRow, "config" | "secrets"> {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined);
  const isSecret = ([name]: [string, unknown]) => kind.secretMembers.includes(name);
  const secrets = entries.filter(isSecret);
  return {
    config: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets:
      secrets.length > 0 ? encrypt(JSON.stringify(Object.fromEntries(secrets)), `connector:${id}`) : null,
  };
}

/** The whole config, secrets included. For visits only; it never leaves this room. */
export function unseal(row: Pick<ConnectorRow, "id" | "config" | "secrets">): Config {
  const secrets = row.secrets ? (JSON.parse(decrypt(row.secrets, `connector:${row.id}`)) as Config) : {};
  return { ...(row.config as Config), ...secrets };
}

/** RFC 7396, one level deep: null takes a member away, what is left out stays as it is. */
export function merge(config: Config, change: Config): Config {
  return Object.fromEntries(Object.entries({ ...config, ...change }).filter(([, value]) => value !== null));
}
