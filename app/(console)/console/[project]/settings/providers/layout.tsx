import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function ProvidersLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["providers", "config", "testMessage"]}>{children}</ClientText>;
}
