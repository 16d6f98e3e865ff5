import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function ReturnUrlsLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["returnUrls"]}>{children}</ClientText>;
}
