import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { CodeBlock } from "@/app/_ui/code-block";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Section } from "@/app/_ui/section";
import { fromTypeId } from "@/lib/id";
import { type AttemptRow, findMessage, type MessageRecord } from "@/lib/webhooks";
import { requireRole } from "../../../../../../_session/session";
import { MessageBadge } from "../../_parts/status";
import { replayOne } from "../../actions";
import { text } from "../../text";

export const metadata: Metadata = { title: text.message };

export default async function WebhookMessagePage({
  params,
}: PageProps<"/console/[project]/developers/webhooks/[endpoint]/[message]">) {
  const { project, endpoint, message: shownId } = await params;
  const { ctx, may } = await requireRole(project, "read");
  const found = await findMessage(ctx, fromTypeId("msg", shownId) ?? notFound());
  if (!found.ok || found.value.endpointId !== fromTypeId("whe", endpoint)) notFound();
  const message = found.value;

  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${project}/developers/webhooks/${endpoint}`, label: text.messages }}
        title={message.type}
        badge={<MessageBadge outcome={message.outcome} />}
        actions={
          may("settings.write") && (
            <ActionButton
              action={replayOne}
              fields={{ project, message: shownId }}
              done={text.replayed}
              size="sm"
            >
              {text.replayOne}
            </ActionButton>
          )
        }
      />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-10">
          <Section title={text.requests}>
            <Attempts attempts={message.attempts} />
          </Section>
          <Section title={text.body}>
            {message.body === null ? (
              <p className="text-muted text-sm">{text.noBody}</p>
            ) : (
              <CodeBlock code={indented(message.body)} title={text.body} wrap />
            )}
          </Section>
        </div>
        <Section title={text.details}>
          <Details message={message} shownId={shownId} />
        </Section>
      </div>
    </div>
  );
}

const indented = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

function Attempts({ attempts }: { attempts: AttemptRow[] }) {
  if (attempts.length === 0) return <p className="text-muted text-sm">{text.noRequests}</p>;
  return (
    <ol className="divide-y border-y text-sm">
      {attempts.map((one) => (
        <li key={one.number} className="grid gap-2 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">{text.attempt(one.number)}</span>
            <Badge tone={one.explanation ? "danger" : "success"}>{one.status ?? "–"}</Badge>
            <span className="ms-auto text-muted">
              <RelativeTime at={one.startedAt} /> · {text.duration(one.durationMs)}
            </span>
          </div>
          <p className="break-words">{one.explanation ?? text.arrived(one.status!)}</p>
          <p className="break-all font-mono text-muted text-xs">POST {one.url}</p>
          {one.response && <CodeBlock code={one.response} title={text.response} wrap />}
        </li>
      ))}
    </ol>
  );
}

function Details({ message, shownId }: { message: MessageRecord; shownId: string }) {
  return (
    <DescriptionList
      items={[
        { term: text.id, description: <code className="break-all font-mono text-xs">{shownId}</code> },
        { term: text.sequence, description: String(message.sequence) },
        { term: text.attempts, description: String(message.attemptCount) },
        { term: text.next, description: message.finishedAt ? null : <RelativeTime at={message.runAt} /> },
        { term: text.when, description: <RelativeTime at={message.createdAt} /> },
      ].filter(({ description }) => description)}
    />
  );
}
