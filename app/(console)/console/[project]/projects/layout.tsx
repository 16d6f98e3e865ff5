import type { ReactNode } from "react";
import { ClientText } from "../../../_text/client-text";

export default function ProjectsLayout({ children }: { children: ReactNode }) {
  return <ClientText parts={["projects"]}>{children}</ClientText>;
}
