"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Holds back the form of a field until it is ready. Then submits it if the person has tried to meanwhile, or at once if
 * `submitsWhenReady`.
 */
export function useHeldForm(
  field: RefObject<HTMLInputElement | null>,
  isReady: boolean,
  submitsWhenReady: boolean,
): void {
  const isHeld = useRef(submitsWhenReady);
  useEffect(() => {
    const form = field.current?.form;
    if (!form) return;
    if (isReady) {
      if (isHeld.current) form.requestSubmit();
      isHeld.current = false;
      return;
    }
    const hold = (event: Event) => {
      event.preventDefault();
      isHeld.current = true;
    };
    form.addEventListener("submit", hold);
    return () => form.removeEventListener("submit", hold);
  }, [field, isReady]);
}
