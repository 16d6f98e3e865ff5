"use client";

import { useEffect } from "react";

/**
 * Sets `lang` and `dir` on `<html>`. The page's wrapper has them too, which is enough without JavaScript. This covers what
 * is outside the wrapper, such as the title and the browser's offer to translate.
 */
export function DocumentLanguage({ lang, dir }: { lang: string; dir: "ltr" | "rtl" }) {
  useEffect(() => {
    const { documentElement: html } = document;
    const before = { lang: html.lang, dir: html.dir };
    Object.assign(html, { lang, dir });
    return () => void Object.assign(html, before);
  }, [lang, dir]);
  return null;
}
