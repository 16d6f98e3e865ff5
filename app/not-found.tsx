import type { Metadata, Route } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { Button } from "./_ui/button";
import { Logo } from "./_ui/logo";

export const metadata: Metadata = { title: "Not found" };

export default async function NotFound() {
  // Rendered per request: a static page can't have the request's CSP nonce (proxy.ts).
  await connection();
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-3 px-6 py-16">
      <Logo className="mb-6" />
      <h1 className="font-semibold text-2xl tracking-tight">Page not found</h1>
      <p className="text-muted">
        Check the address, or go to the start page. If you followed a link in a message, go back to the page
        where you started and request a new message.
      </p>
      <Button asChild className="mt-3">
        <Link href={"/" as Route}>Go to the start page</Link>
      </Button>
    </main>
  );
}
