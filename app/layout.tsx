import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";
import { fontClasses } from "./_ui/fonts";

export const metadata: Metadata = {
  title: { default: "Countersign", template: "%s · Countersign" },
  description: "Verifies email addresses, phone numbers and social accounts.",
  // These URLs contain addresses and IDs, so search engines must not index them. proxy.ts keeps them out of referrers.
  robots: { index: false, follow: false },
  // iOS would turn codes into phone links.
  formatDetection: { telephone: false, email: false, address: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfcfa" },
    { media: "(prefers-color-scheme: dark)", color: "#121211" },
  ],
};

/** Reads no cookies and no headers, so that pages below can still be rendered statically. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontClasses}>
      <body className="font-sans text-base">{children}</body>
    </html>
  );
}
