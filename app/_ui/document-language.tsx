"use client";

import { useEffect } from "react";

/**
 * Tells `<html>` the language of the page. The wrapper that carries `lang` and `dir` is what counts without JavaScript;
 * this adds what lies outside of it: the title, and whatever a browser offers to translate.
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
