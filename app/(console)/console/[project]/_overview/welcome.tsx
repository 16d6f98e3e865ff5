import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { CodeBlock } from "@/app/_ui/code-block";
import { Section } from "@/app/_ui/section";
import { getText } from "../../../_text/get-text";
import { checkCall, startCall } from "../_parts/api-calls";
import { snippets } from "../_parts/snippets";

/** Shown until the project has a verification: the two API calls to create one. */
export async function Welcome({ base, mayTry }: { base: string; mayTry: boolean }) {
  const t = await getText();
  return (
    <Section title={t("overview.welcome")} description={t("overview.welcomeText")}>
      <div className="grid min-w-0 gap-4">
        <CodeBlock
          title={t("overview.welcomeSend")}
          code={snippets.curl(startCall({ email: "jane@example.com" }))}
        />
        <CodeBlock title={t("overview.welcomeCheck")} code={snippets.curl(checkCall("ver_…", "123 456"))} />
        <p className="text-muted text-sm">{t("overview.welcomeInbox")}</p>
        <div className="flex flex-wrap gap-2">
          {mayTry && <Step href={`${base}/developers/try-it`} label={t("overview.toTry")} isFirst />}
          <Step href={`${base}/developers/api-keys`} label={t("overview.toKeys")} />
          <Step href={`${base}/messages`} label={t("overview.toInbox")} />
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
