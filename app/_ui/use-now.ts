"use client";

import { useCallback, useSyncExternalStore } from "react";

/**
 * The current time in milliseconds, in steps of `everySeconds`. Null on the server and during hydration, so that both render the same
 * text.
 */
export function useNow(everySeconds: number): number | null {
  const step = everySeconds * 1000;
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, Math.min(step, 1000));
      return () => clearInterval(timer);
    },
    [step],
  );
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / step) * step,
    () => null,
  );
}
