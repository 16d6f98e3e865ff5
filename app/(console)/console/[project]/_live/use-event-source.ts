"use client";

import { useEffect, useRef } from "react";

/** After an error response, such as a proxy's while the server restarts. Otherwise, browsers reconnect by themselves. */
const reopenMs = 15_000;

/** Follows a stream of server-sent events while the page is visible. */
export function useEventSource<Data>(href: string, onData: (data: Data) => void) {
  const tell = useRef(onData);
  useEffect(() => {
    tell.current = onData;
  });
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout>;
    const close = () => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
    };
    const open = () => {
      close();
      const opened = new EventSource(href);
      opened.onmessage = ({ data }) => tell.current(JSON.parse(data));
      opened.onerror = () => {
        if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs);
      };
      source = opened;
    };
    const follow = () => (document.visibilityState === "visible" ? open() : close());
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      close();
    };
  }, [href]);
}
