import { deliveriesOfVerification } from "@/lib/delivery";
import type { Translator } from "@/lib/i18n";
import type { LoadedVerification } from "@/lib/verification";

/** Help for a message that didn't arrive, based on its delivery status. */
export async function Help({
  verification: v,
  t,
}: {
  verification: LoadedVerification;
  t: Translator<"portal">;
}) {
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer py-1 text-muted hover:text-foreground">{t("sent.help")}</summary>
      <p className="mt-1 text-muted">{await adviceFor(v, t)}</p>
    </details>
  );
}

async function adviceFor(v: LoadedVerification, t: Translator<"portal">): Promise<string> {
  const accepted = t(`sent.helpFor.accepted.${v.channel!}`);
  // With decoys in use, the delivery status would reveal who is a known user (docs/security.md #24).
  if (v.policy.recipients === "known") return accepted;
  const delivery = (await deliveriesOfVerification(v.projectId, v.id)).at(-1);
  if (!delivery?.finishedAt) return t("sent.helpFor.waiting");
  return delivery.outcome === "undeliverable" ? t("sent.helpFor.failed") : accepted;
}
