"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const reopenMs = 5000;

/** Refreshes the page when its state changes elsewhere, such as by the link. */
export function StatusWatcher({ id, state }: { id: string; state: string }) {
  const router = useRouter();
  useEffect(() => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout>;
    const open = () => {
      source = new EventSource(`/verify/${id}/status`);
      source.onmessage = ({ data }) => JSON.parse(data) !== state && router.refresh();
      // Browsers reconnect by themselves, but not after an error response, such as a proxy's while the server restarts.
      source.onerror = () => {
        if (source.readyState === source.CLOSED) timer = setTimeout(open, reopenMs);
      };
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [id, state, router]);
  return null;
}
