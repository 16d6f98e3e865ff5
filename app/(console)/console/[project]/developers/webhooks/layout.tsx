import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["webhooks"]}>{children}</ClientText>;
}
