"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const pollIntervalMs = 2500;

/** Refreshes the page when its state changes elsewhere, such as by the link. Pauses while the tab is hidden. */
export function StatusWatcher({ id, state }: { id: string; state: string }) {
  const router = useRouter();
  useEffect(() => {
    let isPolling = false;
    const poll = async () => {
      if (document.hidden || isPolling) return;
      isPolling = true;
      try {
        const response = await fetch(`/verify/${id}/status`, { cache: "no-store" });
        const current = (await response.json()) as { state: string };
        if (current.state !== state) router.refresh();
      } catch {
        // Offline, or the server is restarting: the next poll retries.
      } finally {
        isPolling = false;
      }
    };
    const timer = setInterval(poll, pollIntervalMs);
    document.addEventListener("visibilitychange", poll);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", poll);
    };
  }, [id, state, router]);
  return null;
}
