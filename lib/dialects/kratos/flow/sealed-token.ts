import { decrypt, encrypt } from "@/lib/access";

/**
 * A link's secret is stored until its browser presses the button. It is encrypted, so that a database dump cannot answer
 * (docs/security.md S1), and not checked before, because opening a link proves nothing (#13).
 */
export function sealToken(value: string, flowId: string): string {
  return encrypt(value, flowId).toString("base64");
}

export function openToken(value: string, flowId: string): string {
  return decrypt(Buffer.from(value, "base64"), flowId);
}
