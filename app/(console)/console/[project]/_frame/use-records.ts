"use client";

import { useEffect, useState } from "react";
import type { FoundRecord } from "./palette-options";

const pauseMs = 150;
/** Shorter texts are parts of too many addresses. */
const shortest = 3;

/** What the server finds for a text, once nothing was typed for a moment. */
export function useRecords(project: string, typed: string) {
  const query = typed.trim();
  const isAsked = query.length >= shortest;
  const [found, setFound] = useState<{ query: string; records: FoundRecord[]; isFailed: boolean }>();
  useEffect(() => {
    if (!isAsked) return;
    const left = new AbortController();
    const timer = setTimeout(async () => {
      const records = await find(project, query, left.signal);
      if (!left.signal.aborted) setFound({ query, records: records ?? [], isFailed: records === null });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [project, query, isAsked]);
  const isCurrent = found?.query === query;
  return {
    records: isAsked && isCurrent ? found.records : [],
    isLoading: isAsked && !isCurrent,
    isFailed: isAsked && isCurrent && found.isFailed,
  };
}

/** Null: it failed, such as after the session has ended. */
async function find(project: string, query: string, signal: AbortSignal): Promise<FoundRecord[] | null> {
  try {
    const path = `/console/${project}/find?q=${encodeURIComponent(query)}`;
    const response = await fetch(path, { signal, redirect: "error" });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
