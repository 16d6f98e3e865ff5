"use client";

import "./globals.css";
import { fontClasses } from "./_ui/fonts";
import ErrorPage from "./error";

/** Replaces the root layout when the layout itself fails, so it renders the whole document. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={fontClasses}>
      <body className="font-sans text-base">
        <title>Something went wrong · Countersign</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
