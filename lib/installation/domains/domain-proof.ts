import { createHmac } from "node:crypto";
import { keyFor } from "@/lib/access";

/** Where a host must answer with `domainProof` of itself. */
export const domainProofPath = "/.well-known/countersign-domain";

/** A value that only this installation can compute, so a host that returns it leads here. */
export function domainProof(host: string): string {
  return createHmac("sha256", keyFor("domain")).update(host).digest("base64url");
}
