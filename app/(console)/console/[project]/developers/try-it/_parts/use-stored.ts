"use client";

import { useEffect, useState } from "react";

/** State that this tab keeps until it is closed. What it cannot store, such as too much, is forgotten on reload. */
export function useStored<T>(name: string, initial: T) {
  const [value, setValue] = useState(initial);
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    const stored = sessionStorage.getItem(name);
    if (stored !== null) setValue(JSON.parse(stored));
    setRead(true);
  }, [name]);
  useEffect(() => {
    if (!isRead) return;
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      sessionStorage.removeItem(name);
    }
  }, [name, value, isRead]);
  return [value, setValue] as const;
}
