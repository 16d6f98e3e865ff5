import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function ApiKeysLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["apiKeys"]}>{children}</ClientText>;
}
