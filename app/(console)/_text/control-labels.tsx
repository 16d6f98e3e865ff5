"use client";

import { type ReactNode, useMemo } from "react";
import { LabelsContext } from "@/app/_ui/labels";
import { useText } from "./use-text";

/** The words of controls in the console's language. */
export function ControlLabels({ children }: { children: ReactNode }) {
  const t = useText();
  const labels = useMemo(
    () => ({
      ...t.group("controls.labels"),
      locale: t.locale,
      copyNamed: (name: string) => t("controls.copyNamed", { name }),
      typeToConfirm: (name: ReactNode) => t.rich("controls.typeToConfirm", { name: () => name }),
    }),
    [t],
  );
  return <LabelsContext value={labels}>{children}</LabelsContext>;
}
