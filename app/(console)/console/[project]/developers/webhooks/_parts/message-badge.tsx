import { Badge } from "@/app/_ui/badge";
import type { MessageRow } from "@/lib/webhooks";
import type { Translator } from "../../../../../_text/translator";

const tones = { pending: "info", delivered: "success", failed: "danger", skipped: "neutral" } as const;

export function MessageBadge({ outcome, t }: Pick<MessageRow, "outcome"> & { t: Translator }) {
  const shown = outcome ?? "pending";
  return <Badge tone={tones[shown]}>{t(`webhooks.outcomes.${shown}`)}</Badge>;
}
