import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { CodeBlock } from "@/app/_ui/code-block";
import { PageHeader } from "@/app/_ui/page-header";
import { sampleMessages, textOf } from "@/lib/delivery";
import { env } from "@/lib/env";
import { listProjects } from "@/lib/projects";

export const metadata: Metadata = { title: "Messages" };

/** Every message in every language, to check changes to templates and texts. Development only. */
export default async function PreviewPage() {
  // The environment is known at run time, not at build time.
  await connection();
  if (env.NODE_ENV !== "development") notFound();
  const [project] = await listProjects();
  if (!project) notFound();
  const samples = await sampleMessages(project);
  return (
    <main className="mx-auto grid max-w-5xl gap-6 px-5 py-10">
      <PageHeader
        title="Messages"
        description="As they are sent, with a code that does not work. Reload after a change."
      />
      {samples.map(({ template, channel, locale, message }) => (
        <Card
          key={`${template}${channel}${locale}`}
          title={message.channel === "email" ? message.subject : template}
          actions={[template, channel, locale].map((label) => <Badge key={label}>{label}</Badge>)}
        >
          <div className="grid gap-4 lg:grid-cols-2">
            {message.channel === "email" && (
              <iframe
                title={message.subject}
                sandbox=""
                srcDoc={message.html}
                className="h-[36rem] w-full rounded-md border"
              />
            )}
            <CodeBlock title="Text" code={textOf(message)} wrap />
          </div>
        </Card>
      ))}
    </main>
  );
}
