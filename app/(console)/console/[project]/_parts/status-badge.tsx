import { Badge, type Tone } from "@/app/_ui/badge";
import type { Status } from "@/lib/verification";
import type { Translator } from "../../../_text/translator";

const tones: Record<Status, Tone> = {
  pending: "info",
  verified: "success",
  expired: "neutral",
  locked: "danger",
  canceled: "neutral",
};

export function StatusBadge({ status, t }: { status: Status; t: Translator }) {
  return (
    <Badge tone={tones[status]} dot>
      {t(`terms.statuses.${status}`)}
    </Badge>
  );
}
