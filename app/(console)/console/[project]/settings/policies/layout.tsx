import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function PoliciesLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["policies"]}>{children}</ClientText>;
}
