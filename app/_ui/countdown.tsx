"use client";

import { useEffect, useState } from "react";
import { useNow } from "./use-now";

/**
 * The remaining time as "1:59". Takes a duration, because clients' clocks can be wrong. Screen readers announce only
 * `endText` at the end. Without JavaScript it shows the server's value.
 */
export function Countdown({
  seconds,
  endText,
  className,
}: {
  seconds: number;
  endText?: string;
  className?: string;
}) {
  const now = useNow(1);
  const [end, setEnd] = useState<number | null>(null);
  useEffect(() => setEnd(Date.now() + seconds * 1000), [seconds]);

  const left = now === null || end === null ? seconds : Math.max(0, Math.round((end - now) / 1000));
  return (
    <>
      <span role="timer" aria-live="off" className={`tabular-nums ${className ?? ""}`} dir="ltr">
        {format(Math.min(left, seconds))}
      </span>
      <span role="status" className="sr-only">
        {left === 0 ? endText : ""}
      </span>
    </>
  );
}

function format(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(minutes).padStart(hours ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}
