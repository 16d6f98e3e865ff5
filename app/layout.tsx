import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";
import { fontClasses } from "./_ui/fonts";

export const metadata: Metadata = {
  title: { default: "Countersign", template: "%s · Countersign" },
  description: "Verifies email addresses, phone numbers and social accounts.",
  // Addresses and ids stand in these URLs: no search engine should learn them; proxy.ts keeps them from foreign pages.
  robots: { index: false, follow: false },
  // iOS would turn codes into links to the telephone.
  formatDetection: { telephone: false, email: false, address: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfcfa" },
    { media: "(prefers-color-scheme: dark)", color: "#121211" },
  ],
};

/** Reads no cookie and no header, so that it decides nothing for the pages below. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={fontClasses}>
      <body className="font-sans text-base">{children}</body>
    </html>
  );
}
