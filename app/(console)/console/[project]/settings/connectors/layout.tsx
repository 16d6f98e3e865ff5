import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function ConnectorsLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["connectors", "config"]}>{children}</ClientText>;
}
