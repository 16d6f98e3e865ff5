"use client";

import "./globals.css";
import { fontClasses } from "./_ui/fonts";
import ErrorPage from "./error";

/** Stands in for the root layout when that itself breaks, so it brings its own document. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={fontClasses}>
      <body className="font-sans text-base">
        <title>Something broke · Countersign</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
