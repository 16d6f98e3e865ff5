import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function DialectsLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["dialects"]}>{children}</ClientText>;
}
