import type { ReactNode } from "react";
import { ClientText } from "../../../../_text/client-text";

export default function TryItLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["tryIt"]}>{children}</ClientText>;
}
