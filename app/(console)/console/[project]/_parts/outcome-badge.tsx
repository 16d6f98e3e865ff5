import { Badge, type Tone } from "@/app/_ui/badge";
import type { ConsoleTexts } from "@/lib/i18n";
import type { Translator } from "../../../_text/translator";

type Outcome = keyof ConsoleTexts<"terms.outcomes">;

const tones: Record<Outcome, Tone> = {
  pending: "info",
  accepted: "success",
  undeliverable: "danger",
  skipped: "neutral",
};

export function OutcomeBadge({ outcome, t }: { outcome: Outcome | null; t: Translator }) {
  return (
    <Badge tone={tones[outcome ?? "pending"]} dot>
      {t(`terms.outcomes.${outcome ?? "pending"}`)}
    </Badge>
  );
}
