"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";

/** Copies `value` to the clipboard and confirms it visibly and to screen readers. Hidden without JavaScript. */
export function CopyButton({
  value,
  label = "Copy",
  copiedLabel = "Copied",
  text = false,
  className,
}: {
  value: string;
  /** Names the value: "Copy API key". */
  label?: string;
  copiedLabel?: string;
  /** Shows the label next to the icon. */
  text?: boolean;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <span className={`noscript:hidden print:hidden ${className ?? ""}`}>
      <Button
        variant="ghost"
        size={text ? "sm" : "icon-sm"}
        aria-label={text ? undefined : label}
        title={text ? undefined : label}
        onClick={async () => setCopied(await copy(value))}
      >
        {copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
        {text && (copied ? copiedLabel : label)}
      </Button>
      <span role="status" className="sr-only">
        {copied ? copiedLabel : ""}
      </span>
    </span>
  );
}

async function copy(value: string): Promise<boolean> {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(value).then(
      () => true,
      () => false,
    );
  // Browsers offer the clipboard API only over https and on localhost.
  const area = document.createElement("textarea");
  area.value = value;
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
