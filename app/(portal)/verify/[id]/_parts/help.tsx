import { deliveriesOfVerification } from "@/lib/delivery";
import type { Read } from "@/lib/verification";
import type { Words } from "../../../_words";

/** "Nothing arrived?", answered by what the outbox knows. */
export async function Help({ verification: v, words }: { verification: Read; words: Words }) {
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer py-1 text-muted hover:text-foreground">{words.sent.help}</summary>
      <p className="mt-1 text-muted">{await adviceFor(v, words)}</p>
    </details>
  );
}

async function adviceFor(v: Read, { sent: { helpFor } }: Words): Promise<string> {
  const accepted = v.channel === "sms" ? helpFor.smsAccepted : helpFor.accepted;
  // Where strangers get decoys, what became of a message would tell who is known (docs/security.md #24).
  if (v.policy.recipients === "known") return accepted;
  const delivery = (await deliveriesOfVerification(v.projectId, v.id)).at(-1);
  if (!delivery?.finishedAt) return helpFor.waiting;
  return delivery.outcome === "undeliverable" ? helpFor.failed : accepted;
}
