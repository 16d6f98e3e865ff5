"use client";

import { useEffect, useState } from "react";
import { useNow } from "./use-now";

/**
 * Time left as "1:59". It comes as a duration, because clients' clocks lie. Silent for screen readers, except that
 * `endText` is announced when nothing is left. Without JavaScript it stays what the server said.
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
        {clock(Math.min(left, seconds))}
      </span>
      <span role="status" className="sr-only">
        {left === 0 ? endText : ""}
      </span>
    </>
  );
}

function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(minutes).padStart(hours ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}
