import type { ReactNode } from "react";
import { ClientText } from "../../_text/client-text";

export default function SecondFactorLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["secondFactor", "account"]}>{children}</ClientText>;
}
