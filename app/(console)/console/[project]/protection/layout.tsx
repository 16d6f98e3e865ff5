import type { ReactNode } from "react";
import { ClientText } from "../../../_text/client-text";

export default function ProtectionLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["protection.form"]}>{children}</ClientText>;
}
