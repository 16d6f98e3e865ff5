import { decrypt, encrypt } from "@/lib/access";

/**
 * What a link carries is kept until its browser presses the button: encrypted, since whoever reads the database must not
 * be able to answer (docs/security.md S1), and never judged before, since opening a link proves nothing (#13).
 */
export function sealToken(value: string, flowId: string): string {
  return encrypt(value, flowId).toString("base64");
}

export function openToken(value: string, flowId: string): string {
  return decrypt(Buffer.from(value, "base64"), flowId);
}
