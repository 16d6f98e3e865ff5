import type { ReactNode } from "react";
import { ClientText } from "../../../_text/client-text";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["account", "signIn.refusals"]}>{children}</ClientText>;
}
