import type { ReactNode } from "react";
import { ClientText } from "../../../_text/client-text";

export default function VerificationsLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["verifications.views"]}>{children}</ClientText>;
}
