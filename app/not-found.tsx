import type { Metadata, Route } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { Button } from "./_ui/button";
import { Logo } from "./_ui/logo";

export const metadata: Metadata = { title: "Not found" };

export default async function NotFound() {
  // Made for each request: a page made at build time could not carry that request's nonce (proxy.ts).
  await connection();
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-3 px-6 py-16">
      <Logo className="mb-6" />
      <h1 className="font-semibold text-2xl tracking-tight">There is nothing at this address</h1>
      <p className="text-muted">
        It may be mistyped, or what it led to is gone. If a message brought you here, go back to the page
        where you started and ask for a new one.
      </p>
      <Button asChild className="mt-3">
        <Link href={"/" as Route}>Go to the start page</Link>
      </Button>
    </main>
  );
}
