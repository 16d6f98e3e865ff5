import { Badge, type Tone } from "@/app/_ui/badge";
import type { DeliveryRow } from "@/lib/delivery";
import { outcomeLabels } from "../messages/text";

type Outcome = keyof typeof outcomeLabels;

const tones: Record<Outcome, Tone> = {
  pending: "info",
  accepted: "success",
  undeliverable: "danger",
  skipped: "neutral",
};

export function OutcomeBadge({ outcome }: { outcome: DeliveryRow["outcome"] }) {
  return (
    <Badge tone={tones[outcome ?? "pending"]} dot>
      {outcomeLabels[outcome ?? "pending"]}
    </Badge>
  );
}
