import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function TeamLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["team"]}>{children}</ClientText>;
}
