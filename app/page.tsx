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

/** The start page of a new installation. */
export default async function StartPage() {
  // Rendered per request: PUBLIC_URL is known only at run time, and the CSP nonce differs per request.
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
          <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">
            Verify email, phone and social accounts
          </h1>
          <p className="max-w-xl text-lg text-muted">
            Countersign checks that people own their email address, phone number or social account, and keeps
            a record of every verification. It runs on your own servers.
          </p>
          <div className="flex flex-wrap gap-3">
            <Button asChild variant="primary" size="lg">
              <Link href={"/console" as Route}>
                Open the console
                <ArrowRight aria-hidden className="rtl:-scale-x-100" />
              </Link>
            </Button>
            <Button asChild size="lg">
              <Link href={"/docs" as Route}>Read the documentation</Link>
            </Button>
          </div>
        </section>

        <section
          aria-labelledby="verify"
          className="grid gap-x-12 gap-y-6 border-t py-12 lg:grid-cols-[16rem_1fr]"
        >
          <div className="grid content-start gap-2">
            <h2 id="verify" className="font-semibold text-xl tracking-tight">
              Verify an email address
            </h2>
            <p className="text-muted text-sm">
              The first start printed an API key. Until you add a mail server, messages stay in the{" "}
              <TextLink href="/console/messages">built-in inbox</TextLink>.
            </p>
          </div>
          <ol className="grid min-w-0 gap-4">
            <li className="min-w-0">
              <CodeBlock title="1 · Send a code" code={sendCode(env.PUBLIC_URL)} />
            </li>
            <li className="min-w-0">
              <CodeBlock title="2 · Check the code" code={checkCode(env.PUBLIC_URL)} />
            </li>
          </ol>
        </section>

        <section
          aria-labelledby="integrations"
          className="grid gap-x-12 gap-y-6 border-t py-12 lg:grid-cols-[16rem_1fr]"
        >
          <h2 id="integrations" className="font-semibold text-xl tracking-tight">
            Three ways to integrate
          </h2>
          <dl className="grid gap-8 text-sm sm:grid-cols-3">
            {integrations.map(({ name, text }) => (
              <div key={name} className="grid content-start gap-1">
                <dt className="font-medium">{name}</dt>
                <dd className="text-muted">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      </main>

      <footer className="flex flex-wrap gap-x-6 gap-y-2 border-t py-8 text-muted text-sm">
        <span>Self-hosted verification</span>
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

const integrations = [
  {
    name: "The API",
    text: "Start a verification, check the code and read the timeline. JSON over HTTP, described by OpenAPI.",
  },
  {
    name: "The portal",
    text: "Hosted pages where people enter a code, follow a link or sign in, in their language and your colors.",
  },
  {
    name: "Your vendor’s SDK",
    text: "Keep your code for Ory Kratos, Logto, Corbado, Transmit Security or Twilio Verify, and change the base URL.",
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
