"use client";

import { useEffect, useState } from "react";

/** Redirects to the application after 1.5 seconds, so that the person can read the confirmation. */
export function AutoRedirect({ to, text }: { to: string; text: string }) {
  const [isRedirecting, setRedirecting] = useState(false);
  useEffect(() => {
    setRedirecting(true);
    const timer = setTimeout(() => window.location.replace(to), 1500);
    return () => clearTimeout(timer);
  }, [to]);
  return (
    <p role="status" className="mt-3 min-h-6 text-center text-muted text-sm">
      {isRedirecting ? text : ""}
    </p>
  );
}
