"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { useLabels } from "./labels";

/** Copies `value` to the clipboard and confirms it visibly and to screen readers. Hidden without JavaScript. */
export function CopyButton({
  value,
  name,
  label,
  text = false,
  className,
}: {
  value: string;
  /** Of the value, for the label: "Copy API key". */
  name?: string;
  label?: string;
  /** Shows the label next to the icon. */
  text?: boolean;
  className?: string;
}) {
  const labels = useLabels();
  const shown = label ?? (name ? labels.copyNamed(name) : labels.copy);
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
        aria-label={text ? undefined : shown}
        title={text ? undefined : shown}
        onClick={async () => setCopied(await copy(value))}
      >
        {copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
        {text && (copied ? labels.copied : shown)}
      </Button>
      <span role="status" className="sr-only">
        {copied ? labels.copied : ""}
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
