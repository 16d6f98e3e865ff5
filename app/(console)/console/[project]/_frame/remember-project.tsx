"use client";

import { useEffect } from "react";
import { lastProjectCookie } from "../../../_session/last-project";

/** Notes in a cookie that this project was looked at last. */
export function RememberProject({ project }: { project: string }) {
  useEffect(() => {
    const { name, path, maxAgeSeconds } = lastProjectCookie;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support.
    document.cookie = `${name}=${project}; path=${path}; max-age=${maxAgeSeconds}; samesite=lax`;
  }, [project]);
  return null;
}
