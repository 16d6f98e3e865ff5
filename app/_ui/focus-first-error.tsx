"use client";

import { useEffect, useRef } from "react";

/** Place it in a form: focuses the first invalid control whenever `when` (the action's state) changes. */
export function FocusFirstError({ when }: { when: unknown }) {
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!when) return;
    marker.current?.closest("form")?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [when]);
  return <span ref={marker} hidden />;
}
