import { ArrowRight } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { env } from "@/lib/env";
import { Button } from "./_ui/button";
import { CodeBlock } from "./_ui/code-block";
import { Logo } from "./_ui/logo";
import { TextLink } from "./_ui/text-link";

export const metadata: Metadata = { title: { absolute: "Countersign" } };

/** What somebody sees who has just started it. */
export default async function StartPage() {
  // The address is known only where it runs, and the content security policy's nonce only with a request.
  await connection();
  return (
    <div className="mx-auto max-w-5xl px-6">
      <header className="flex h-20 items-center justify-between">
        <Logo />
        <nav aria-label="Main" className="-me-4 flex">
          <Button asChild variant="ghost">
            <Link href={"/docs" as Route}>Docs</Link>
          </Button>
          <Button asChild variant="ghost">
            <Link href={"/console" as Route}>Console</Link>
          </Button>
        </nav>
      </header>

      <main>
        <section className="grid justify-items-start gap-6 pt-16 pb-16 sm:pt-24 sm:pb-20">
          <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Who goes there?</h1>
          <p className="max-w-xl text-lg text-muted">
            Countersign answers for your applications whether a person really controls an email address, a
            phone number or a social account. It runs here, on your machine, and keeps the evidence.
          </p>
          <div className="flex flex-wrap gap-3">
            <Button asChild variant="primary" size="lg">
              <Link href={"/console" as Route}>
                Open the console
                <ArrowRight aria-hidden className="rtl:-scale-x-100" />
              </Link>
            </Button>
            <Button asChild size="lg">
              <Link href={"/docs" as Route}>Read the API reference</Link>
            </Button>
          </div>
        </section>

        <section
          aria-labelledby="verify"
          className="grid gap-x-12 gap-y-6 border-t py-12 lg:grid-cols-[16rem_1fr]"
        >
          <div className="grid content-start gap-2">
            <h2 id="verify" className="font-semibold text-xl tracking-tight">
              Verify an address
            </h2>
            <p className="text-muted text-sm">
              The first start printed an API key. Until you connect a mail server, messages land in the{" "}
              <TextLink href="/console/messages">built-in inbox</TextLink>.
            </p>
          </div>
          <ol className="grid min-w-0 gap-4">
            <li className="min-w-0">
              <CodeBlock title="1 · Send a code" code={sendCode(env.PUBLIC_URL)} />
            </li>
            <li className="min-w-0">
              <CodeBlock title="2 · Check what came back" code={checkCode(env.PUBLIC_URL)} />
            </li>
          </ol>
        </section>

        <section
          aria-labelledby="speaks"
          className="grid gap-x-12 gap-y-6 border-t py-12 lg:grid-cols-[16rem_1fr]"
        >
          <h2 id="speaks" className="font-semibold text-xl tracking-tight">
            Three ways in
          </h2>
          <dl className="grid gap-8 text-sm sm:grid-cols-3">
            {waysIn.map(({ name, text }) => (
              <div key={name} className="grid content-start gap-1">
                <dt className="font-medium">{name}</dt>
                <dd className="text-muted">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      </main>

      <footer className="flex flex-wrap gap-x-6 gap-y-2 border-t py-8 text-muted text-sm">
        <span>A challenge asks; the countersign proves it.</span>
        <TextLink href="/health/ready" prefetch={false} className="ms-auto">
          Health
        </TextLink>
        <TextLink href="/api/v1/openapi.json" prefetch={false}>
          OpenAPI
        </TextLink>
      </footer>
    </div>
  );
}

const waysIn = [
  {
    name: "The API",
    text: "Start a verification, check the answer, read how it came about. JSON over HTTP, described by OpenAPI.",
  },
  {
    name: "The portal",
    text: "Pages people see: choose, receive, type or click. In fourteen languages, in your colors.",
  },
  {
    name: "Your vendor’s SDK",
    text: "Kratos, Logto, Corbado and Transmit are spoken, too. Change the base URL and keep your code.",
  },
];

function sendCode(url: string) {
  return `curl ${url}/api/v1/verifications \\
  -H "Authorization: Bearer $COUNTERSIGN_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{ "email": "jane@example.com" }'`;
}

function checkCode(url: string) {
  return `curl ${url}/api/v1/verifications/ver_…/attempts \\
  -H "Authorization: Bearer $COUNTERSIGN_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{ "code": "123 456" }'`;
}
