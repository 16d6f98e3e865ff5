import { Badge } from "@/app/_ui/badge";
import type { Endpoint, MessageRow } from "@/lib/webhooks";
import { outcomeLabels, text } from "../text";

export function EndpointBadge({ disabledAt, failingSince }: Pick<Endpoint, "disabledAt" | "failingSince">) {
  if (disabledAt) return <Badge>{text.disabled}</Badge>;
  if (failingSince) return <Badge tone="danger">{text.failing}</Badge>;
  return <Badge tone="success">{text.enabled}</Badge>;
}

const tones = { pending: "info", delivered: "success", failed: "danger", skipped: "neutral" } as const;

export function MessageBadge({ outcome }: Pick<MessageRow, "outcome">) {
  const shown = outcome ?? "pending";
  return <Badge tone={tones[shown]}>{outcomeLabels[shown]}</Badge>;
}
