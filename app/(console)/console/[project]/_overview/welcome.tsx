import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { CodeBlock } from "@/app/_ui/code-block";
import { Section } from "@/app/_ui/section";
import { checkCall, startCall } from "../_parts/api-calls";
import { snippets } from "../_parts/snippets";
import { text } from "./text";

/** Shown until the project has a verification: the two API calls to create one. */
export function Welcome({ base, mayTry }: { base: string; mayTry: boolean }) {
  return (
    <Section title={text.welcome} description={text.welcomeText}>
      <div className="grid min-w-0 gap-4">
        <CodeBlock title={text.welcomeSend} code={snippets.curl(startCall({ email: "jane@example.com" }))} />
        <CodeBlock title={text.welcomeCheck} code={snippets.curl(checkCall("ver_…", "123 456"))} />
        <p className="text-muted text-sm">{text.welcomeInbox}</p>
        <div className="flex flex-wrap gap-2">
          {mayTry && <Step href={`${base}/developers/try-it`} label={text.toTry} isFirst />}
          <Step href={`${base}/developers/api-keys`} label={text.toKeys} />
          <Step href={`${base}/messages`} label={text.toInbox} />
        </div>
      </div>
    </Section>
  );
}

function Step({ href, label, isFirst }: { href: string; label: string; isFirst?: boolean }) {
  return (
    <Button asChild variant={isFirst ? "primary" : "secondary"}>
      <Link href={href as Route}>{label}</Link>
    </Button>
  );
}
