import type { ReactNode } from "react";
import { ClientText } from "../../_text/client-text";

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["signIn"]}>{children}</ClientText>;
}
