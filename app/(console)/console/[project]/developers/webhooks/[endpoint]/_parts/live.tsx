"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Checkbox } from "@/app/_ui/checkbox";

const everyMs = 2000;

/** Keeps the page up to date while it is visible. */
export function Live({ label }: { label: string }) {
  const [isOn, setOn] = useState(false);
  const [isLoading, startLoading] = useTransition();
  const router = useRouter();
  useEffect(() => {
    // One refresh at a time: more would hold each other up when the server is slow.
    if (!isOn || isLoading) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") startLoading(() => router.refresh());
    }, everyMs);
    return () => clearInterval(timer);
  }, [isOn, isLoading, router]);
  return <Checkbox label={label} checked={isOn} onChange={(event) => setOn(event.target.checked)} />;
}
