import { createHash } from "node:crypto";
import { type AuditHead, readAuditHead, readLinks } from "./repository";

const batch = 1000;

export type ChainCheck =
  | { isIntact: true; head: AuditHead }
  | {
      isIntact: false;
      /** The first number where something is wrong. */
      sequence: number;
      flaw: "missing" | "changed" | "inserted";
    };

/** Computes every hash of the audit log again. Reads the whole log, so it is for `npm run doctor`. */
export async function checkAuditChain(): Promise<ChainCheck> {
  // First: what is appended meanwhile comes after it.
  const head = await readAuditHead();
  let last: AuditHead = { sequence: 0, hash: Buffer.alloc(0) };
  for (;;) {
    const links = await readLinks(last.sequence, batch);
    for (const { sequence, content, hash } of links) {
      if (sequence !== last.sequence + 1)
        return { isIntact: false, sequence: last.sequence + 1, flaw: "missing" };
      const expected = createHash("sha256").update(last.hash).update(content).digest();
      if (!expected.equals(hash)) return { isIntact: false, sequence, flaw: "changed" };
      if (sequence === head.sequence && !hash.equals(head.hash))
        return { isIntact: false, sequence, flaw: "changed" };
      last = { sequence, hash };
    }
    if (links.length < batch) break;
  }
  if (last.sequence < head.sequence) return { isIntact: false, sequence: last.sequence + 1, flaw: "missing" };
  // The head moves in the transaction that appends.
  const now = await readAuditHead();
  if (last.sequence > now.sequence) return { isIntact: false, sequence: now.sequence + 1, flaw: "inserted" };
  return { isIntact: true, head };
}
