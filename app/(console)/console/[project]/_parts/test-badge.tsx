import { Badge } from "@/app/_ui/badge";
import { getText } from "../../../_text/get-text";

/** Marks what concerns a test recipient: nothing was sent (docs/testing.md). */
export async function TestBadge() {
  const t = await getText();
  return <Badge tone="warning">{t("lists.testRecipient")}</Badge>;
}
