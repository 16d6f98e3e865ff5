import { type SignatureKind, unsealKeys } from "../signing";
import type { EndpointRow } from "./repository";

/** A webhook endpoint without its secrets. */
export interface Endpoint {
  id: string;
  projectId: string;
  url: string;
  description: string;
  /** Null: all types. */
  types: string[] | null;
  format: string;
  /** A vendor's own. */
  options: Record<string, unknown>;
  payload: "thin" | "full";
  signature: SignatureKind;
  /** For key pairs: `whpk_` and base64. */
  publicKey: string | null;
  disabledAt: Date | null;
  disabledReason: EndpointRow["disabledReason"];
  /** The first failure since something arrived. */
  failingSince: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export function toEndpoint({ secrets, ...row }: EndpointRow): Endpoint {
  return { ...row, publicKey: unsealKeys(row.id, secrets)[0]?.publicKey ?? null };
}

/** An endpoint and the secret of its signing key, which is shown only once. */
export interface NewEndpoint {
  endpoint: Endpoint;
  secret: string;
}
