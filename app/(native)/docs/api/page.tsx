import type { Metadata, Route } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { CodeBlock } from "@/app/_ui/code-block";
import { CopyField } from "@/app/_ui/copy-field";
import { TextLink } from "@/app/_ui/text-link";
import { env } from "@/lib/env";
import { curlOf } from "../_parts/curl-of";
import { Method, Path } from "../_parts/method";
import { Prose } from "../_parts/prose";
import { chapters, reference } from "../_parts/reference";

export const metadata: Metadata = { title: "API reference" };

/** The introduction and a list of all calls. */
export default async function ReferencePage() {
  // Rendered per request: the public URL and the Content-Security-Policy nonce are not known at build time.
  await connection();
  const first = chapters[0]!.calls[0]!;
  return (
    <div className="grid gap-14">
      <section className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="grid min-w-0 max-w-2xl content-start gap-4">
          <h1 className="font-semibold text-2xl tracking-tight">API reference</h1>
          <Prose text={reference.info.description} className="text-sm" />
          <p className="text-sm print:hidden">
            The same as an OpenAPI document:{" "}
            <TextLink href="/api/v1/openapi.json" prefetch={false}>
              openapi.json
            </TextLink>
          </p>
        </div>
        <div className="grid min-w-0 content-start gap-4">
          <CopyField label="Base URL" value={`${env.PUBLIC_URL}/api/v1`} />
          <CodeBlock title="A first call" code={curlOf(first, env.PUBLIC_URL)} />
        </div>
      </section>
      <div className="grid gap-10">
        {chapters.map(({ slug, name, description, calls }) => (
          <section key={slug} aria-labelledby={slug} className="grid gap-2">
            <h2 id={slug} className="font-semibold text-lg tracking-tight">
              <Link href={`/docs/api/${slug}` as Route} className="rounded-sm hover:underline">
                {name}
              </Link>
            </h2>
            <p className="text-muted text-sm">{description}</p>
            <ul className="mt-1 divide-y border-y">
              {calls.map(({ method, path, operation }) => (
                <li key={operation.operationId}>
                  <Link
                    href={`/docs/api/${slug}#${operation.operationId}` as Route}
                    className="grid min-h-11 grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-x-2 rounded-sm py-2 hover:bg-subtle/60 md:grid-cols-[3.5rem_minmax(0,3fr)_minmax(0,2fr)]"
                  >
                    <Method method={method} />
                    <Path path={path} className="min-w-0 break-words" />
                    <span className="col-start-2 text-muted text-sm md:col-start-3">{operation.summary}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
