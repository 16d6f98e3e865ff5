import { type CheckpointCheck, checkAuditCheckpoint } from "@/lib/boot";
import { type ChainCheck, checkAuditChain } from "@/lib/events";
import { type Finding, failed, passed, warning } from "./finding";

const about = "Audit log";

export async function checkAudit(): Promise<Finding[]> {
  return [judgeAudit(await checkAuditChain(), await checkAuditCheckpoint())];
}

export function judgeAudit(chain: ChainCheck, checkpoint: CheckpointCheck): Finding {
  const remedy =
    "Somebody changed the database by hand. Compare it with a backup, and find out who had access.";
  if (!chain.isIntact)
    return failed(about, `Entry ${chain.sequence} was ${flaws[chain.flaw]} after it was written.`, remedy);
  if (checkpoint === "forged" || checkpoint === "broken")
    return failed(about, "It does not agree with the last signed checkpoint: it was replaced.", remedy);
  if (checkpoint === "unknown key")
    return warning(
      about,
      "The last checkpoint was signed with a secret that is gone, so it proves nothing.",
      "A running server signs the next one within ten minutes.",
    );
  const { sequence, hash } = chain.head;
  return passed(
    about,
    `All ${sequence} entries are unchanged (last hash ${hash.toString("hex").slice(0, 16) || "none"}).`,
  );
}

const flaws = { missing: "deleted", changed: "changed", inserted: "inserted" };
