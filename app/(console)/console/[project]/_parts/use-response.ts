"use client";

import { useEffect, useState } from "react";

const pauseMs = 150;

interface Loaded<Data> {
  url: string;
  /** Null: it failed, such as after the session has ended. */
  data: Data | null;
}

/**
 * The JSON at a URL, loaded once the URL has not changed for a moment, as while somebody types. `data` is that of the last URL
 * until `isCurrent`. Null: nothing to load.
 */
export function useResponse<Data>(url: string | null) {
  const [loaded, setLoaded] = useState<Loaded<Data>>();
  useEffect(() => {
    if (url === null) return;
    const left = new AbortController();
    const timer = setTimeout(async () => {
      const data = await load<Data>(url, left.signal);
      if (!left.signal.aborted) setLoaded({ url, data });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [url]);
  return { data: loaded?.data ?? null, isCurrent: url === null || loaded?.url === url };
}

async function load<Data>(url: string, signal: AbortSignal): Promise<Data | null> {
  try {
    const response = await fetch(url, { signal, redirect: "error" });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
