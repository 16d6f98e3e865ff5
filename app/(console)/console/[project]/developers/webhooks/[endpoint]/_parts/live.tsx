"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Checkbox } from "@/app/_ui/checkbox";

const everyMs = 2000;

/** Keeps the page up to date while it is visible. */
export function Live({ label }: { label: string }) {
  const [isOn, setOn] = useState(false);
  const router = useRouter();
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isOn, router]);
  return <Checkbox label={label} checked={isOn} onChange={(event) => setOn(event.target.checked)} />;
}
