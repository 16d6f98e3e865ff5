"use client";

import { useEffect, useState } from "react";

/** Leaves for the application after a moment in which the person can read that it worked. */
export function ContinueLink({ to, text }: { to: string; text: string }) {
  const [isGoing, setGoing] = useState(false);
  useEffect(() => {
    setGoing(true);
    const timer = setTimeout(() => window.location.replace(to), 1500);
    return () => clearTimeout(timer);
  }, [to]);
  return (
    <p role="status" className="mt-3 min-h-6 text-center text-muted text-sm">
      {isGoing ? text : ""}
    </p>
  );
}
