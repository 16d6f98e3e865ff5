import { Badge } from "@/app/_ui/badge";
import type { Endpoint } from "@/lib/webhooks";
import { getText } from "../../../../../_text/get-text";

export async function EndpointBadge({
  endpoint: { disabledAt, failingSince },
}: {
  endpoint: Pick<Endpoint, "disabledAt" | "failingSince">;
}) {
  const t = await getText();
  if (disabledAt) return <Badge>{t("webhooks.disabled")}</Badge>;
  if (failingSince) return <Badge tone="danger">{t("webhooks.failing")}</Badge>;
  return <Badge tone="success">{t("webhooks.enabled")}</Badge>;
}
