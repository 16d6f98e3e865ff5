import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function TemplatesLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["templates", "testMessage"]}>{children}</ClientText>;
}
