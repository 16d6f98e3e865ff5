import { deliveriesOfVerification } from "@/lib/delivery";
import type { LoadedVerification } from "@/lib/verification";
import type { PortalText } from "../../../_text";

/** Help for a message that didn't arrive, based on its delivery status. */
export async function Help({
  verification: v,
  text,
}: {
  verification: LoadedVerification;
  text: PortalText;
}) {
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer py-1 text-muted hover:text-foreground">{text.sent.help}</summary>
      <p className="mt-1 text-muted">{await adviceFor(v, text)}</p>
    </details>
  );
}

async function adviceFor(v: LoadedVerification, { sent: { helpFor } }: PortalText): Promise<string> {
  const accepted = helpFor.accepted[v.channel!];
  // With decoys in use, the delivery status would reveal who is a known user (docs/security.md #24).
  if (v.policy.recipients === "known") return accepted;
  const delivery = (await deliveriesOfVerification(v.projectId, v.id)).at(-1);
  if (!delivery?.finishedAt) return helpFor.waiting;
  return delivery.outcome === "undeliverable" ? helpFor.failed : accepted;
}
