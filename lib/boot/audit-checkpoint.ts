import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { currentKeyId, heldKeyIds, keyFor } from "@/lib/access";
import { type AuditHead, findAuditHash, readAuditHead } from "@/lib/events";
import { log } from "@/lib/log";
import { findInstallationValue, saveInstallationValue } from "./repository";

const name = "audit_checkpoint";

const checkpoint = z.object({
  sequence: z.int(),
  hash: z.string(),
  keyId: z.string(),
  mac: z.string(),
});
type Checkpoint = z.infer<typeof checkpoint>;

export type CheckpointCheck = "none" | "intact" | "unknown key" | "forged" | "broken";

/**
 * Compares the audit log with the checkpoint. Whoever can write to the database can compute all hashes anew, but cannot sign a
 * checkpoint: its key is outside the database.
 */
export async function checkAuditCheckpoint(): Promise<CheckpointCheck> {
  const last = await findCheckpoint();
  if (!last) return "none";
  if (!heldKeyIds().includes(last.keyId)) return "unknown key";
  if (!timingSafeEqual(Buffer.from(last.mac, "hex"), macOf(last))) return "forged";
  const hash = await findAuditHash(last.sequence);
  return hash?.toString("hex") === last.hash ? "intact" : "broken";
}

/** Signs the audit log's last entry, unless the log no longer agrees with the checkpoint before. */
export async function signAuditCheckpoint(): Promise<void> {
  const head = await readAuditHead();
  const last = await findCheckpoint();
  if (head.sequence === 0 || (last?.sequence === head.sequence && last.keyId === currentKeyId())) return;
  const state = await checkAuditCheckpoint();
  if (state === "forged" || state === "broken") {
    log.error("The audit log was changed. Run npm run doctor.", { reason: state });
    return;
  }
  await saveInstallationValue(name, JSON.stringify(signed(head)));
}

function signed({ sequence, hash }: AuditHead): Checkpoint {
  const unsigned = { sequence, hash: hash.toString("hex"), keyId: currentKeyId() };
  return { ...unsigned, mac: macOf(unsigned).toString("hex") };
}

function macOf({ sequence, hash, keyId }: Omit<Checkpoint, "mac">): Buffer {
  return createHmac("sha256", keyFor("audit", keyId)).update(`${sequence} ${hash}`).digest();
}

async function findCheckpoint(): Promise<Checkpoint | null> {
  const value = await findInstallationValue(name);
  return value ? checkpoint.parse(JSON.parse(value)) : null;
}
