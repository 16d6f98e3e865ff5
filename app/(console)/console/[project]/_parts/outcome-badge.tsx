import { Badge, type Tone } from "@/app/_ui/badge";
import { outcomeLabels } from "../messages/text";

type Outcome = keyof typeof outcomeLabels;

const tones: Record<Outcome, Tone> = {
  pending: "info",
  accepted: "success",
  undeliverable: "danger",
  skipped: "neutral",
};

export function OutcomeBadge({ outcome }: { outcome: Outcome | null }) {
  return (
    <Badge tone={tones[outcome ?? "pending"]} dot>
      {outcomeLabels[outcome ?? "pending"]}
    </Badge>
  );
}
