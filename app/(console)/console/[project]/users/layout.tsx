import type { ReactNode } from "react";
import { ClientText } from "../../../_text/client-text";

export default function UsersLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["users"]}>{children}</ClientText>;
}
