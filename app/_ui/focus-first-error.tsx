"use client";

import { useEffect, useRef } from "react";

/** Placed in a form: moves the focus to the first control in error whenever `when` (the action's state) changes. */
export function FocusFirstError({ when }: { when: unknown }) {
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!when) return;
    marker.current?.closest("form")?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [when]);
  return <span ref={marker} hidden />;
}
