"use client";

import { useEffect } from "react";

export interface EmbeddingProps {
  id: string;
  status: string;
  receipt: string | null;
  allowedOrigins: readonly string[];
}

/**
 * Tells the site that shows this page in a frame or a popup about the verification's state (public/widget.js). The site connects
 * first, and hears only if its origin is allowed. Nothing is shown.
 */
export function EmbeddingMessages({ id, status, receipt, allowedOrigins }: EmbeddingProps) {
  useEffect(() => {
    const isFramed = window.parent !== window;
    const host: Window | null = isFramed ? window.parent : window.opener;
    if (!host) return;
    let origin: string | null = null;
    const page = document.querySelector("main")?.parentElement;
    const tell = () => {
      const height = page?.getBoundingClientRect().height;
      if (origin !== null)
        host.postMessage({ type: "countersign.state", verificationId: id, status, receipt, height }, origin);
    };
    const connect = ({ source, origin: sender, data }: MessageEvent) => {
      if (source !== host || data?.type !== "countersign.connect" || !allowedOrigins.includes(sender)) return;
      origin = sender;
      tell();
    };
    // Styles of the page follow (app/(portal)/_parts/frame.tsx).
    document.documentElement.toggleAttribute("data-embedded", isFramed);
    const resize = new ResizeObserver(tell);
    if (page) resize.observe(page);
    addEventListener("message", connect);
    // The page can't know who embeds it, so this says nothing but that it is there.
    host.postMessage({ type: "countersign.ready" }, "*");
    return () => {
      removeEventListener("message", connect);
      resize.disconnect();
    };
  }, [id, status, receipt, allowedOrigins]);
  return null;
}
