"use client";

import { useEffect } from "react";
import { lastProjectCookie } from "../../../_session/last-project";

/** Stores this project in a cookie as the last one opened. */
export function RememberProject({ project }: { project: string }) {
  useEffect(() => {
    const { name, path, maxAgeSeconds } = lastProjectCookie;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support.
    document.cookie = `${name}=${project}; path=${path}; max-age=${maxAgeSeconds}; samesite=lax`;
  }, [project]);
  return null;
}
