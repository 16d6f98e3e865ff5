import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Badge } from "@/app/_ui/badge";
import { CodeBlock } from "@/app/_ui/code-block";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { env } from "@/lib/env";
import { exampleProblem, findProblem } from "@/lib/http/native";
import { filledPath } from "../../_parts/curl-of";
import { Method, Path } from "../../_parts/method";
import { Inline } from "../../_parts/prose";
import { callsRefusedWith } from "../../_parts/reference";

export async function generateMetadata({ params }: PageProps<"/docs/problems/[code]">): Promise<Metadata> {
  return { title: findProblem((await params).code)?.code };
}

/** The page that `type` of a problem document links to. */
export default async function ProblemPage({ params }: PageProps<"/docs/problems/[code]">) {
  await connection();
  const { code, problem } = findProblem((await params).code) ?? notFound();
  const calls = callsRefusedWith(code);
  const instance = calls[0] ? filledPath(calls[0]) : "/api/v1/…";
  return (
    <div className="grid max-w-3xl gap-8">
      <PageHeader
        back={{ href: "/docs/problems", label: "Problems" }}
        title={problem.title}
        badge={<Badge tone={problem.status >= 500 ? "danger" : "warning"}>{problem.status}</Badge>}
        description={<span className="font-mono">{code}</span>}
      />
      <Section title="What to do">
        <p>
          <Inline text={problem.advice} />
        </p>
      </Section>
      <Section title="Example">
        <CodeBlock
          code={JSON.stringify(exampleProblem(code, { publicUrl: env.PUBLIC_URL, instance }), null, 2)}
          wrap
        />
      </Section>
      {calls.length > 0 && (
        <Section title="Returned by">
          <ul className="divide-y border-y">
            {calls.map(({ href, method, path, operation }) => (
              <li key={operation.operationId}>
                <Link
                  href={href as Route}
                  className="grid min-h-11 grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-x-2 rounded-sm py-2 hover:bg-subtle/60"
                >
                  <Method method={method} />
                  <Path path={path} className="min-w-0 break-words" />
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
