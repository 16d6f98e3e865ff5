"use client";

import { useCallback, useSyncExternalStore } from "react";

/**
 * The time, in steps of `everySeconds`; null on the server and until the page has come alive, so that both render the
 * same text.
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
