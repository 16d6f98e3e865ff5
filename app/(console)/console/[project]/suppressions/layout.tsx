import type { ReactNode } from "react";
import { ClientText } from "../../../_text/client-text";

export default function SuppressionsLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["suppressions"]}>{children}</ClientText>;
}
