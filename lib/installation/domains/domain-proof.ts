import { createHmac } from "node:crypto";
import { keyFor } from "@/lib/access";

/** Where a host must answer with `domainProof` of itself. */
export const domainProofPath = "/.well-known/countersign-domain";

/** What only this installation can answer, so that a host that answers it leads here. */
export function domainProof(host: string): string {
  return createHmac("sha256", keyFor("domain")).update(host).digest("base64url");
}
