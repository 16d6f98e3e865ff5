import { Badge, type Tone } from "@/app/_ui/badge";
import type { Status } from "@/lib/verification";
import { statusLabels } from "../verifications/text";

const tones: Record<Status, Tone> = {
  pending: "info",
  verified: "success",
  expired: "neutral",
  locked: "danger",
  canceled: "neutral",
};

export function StatusBadge({ status }: { status: Status }) {
  return (
    <Badge tone={tones[status]} dot>
      {statusLabels[status]}
    </Badge>
  );
}
