import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function PrivacyLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["privacy"]}>{children}</ClientText>;
}
