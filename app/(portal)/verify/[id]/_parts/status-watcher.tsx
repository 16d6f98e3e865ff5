"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 2500;

/** Moves the page on when the link was used elsewhere. Rests while nobody looks, and looks at once on return. */
export function StatusWatcher({ id, state }: { id: string; state: string }) {
  const router = useRouter();
  useEffect(() => {
    let isLooking = false;
    const look = async () => {
      if (document.hidden || isLooking) return;
      isLooking = true;
      try {
        const response = await fetch(`/verify/${id}/status`, { cache: "no-store" });
        const now = (await response.json()) as { state: string };
        if (now.state !== state) router.refresh();
      } catch {
        // Offline, or the server restarts: the next look will tell.
      } finally {
        isLooking = false;
      }
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [id, state, router]);
  return null;
}
