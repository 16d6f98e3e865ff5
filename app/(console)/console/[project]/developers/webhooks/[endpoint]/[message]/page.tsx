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
import { getText, titled } from "../../../../../../_text/get-text";
import type { Translator } from "../../../../../../_text/translator";
import { MessageBadge } from "../../_parts/message-badge";
import { replayOne } from "../../actions";

export const generateMetadata = titled("webhooks.message");

export default async function WebhookMessagePage({
  params,
}: PageProps<"/console/[project]/developers/webhooks/[endpoint]/[message]">) {
  const t = await getText();
  const { project, endpoint, message: shownId } = await params;
  const { ctx, may } = await requireRole(project, "read");
  const found = await findMessage(ctx, fromTypeId("msg", shownId) ?? notFound());
  if (!found.ok || found.value.endpointId !== fromTypeId("whe", endpoint)) notFound();
  const message = found.value;

  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${project}/developers/webhooks/${endpoint}`, label: t("webhooks.messages") }}
        title={message.type}
        badge={<MessageBadge t={t} outcome={message.outcome} />}
        actions={
          may("settings.write") && (
            <ActionButton
              action={replayOne}
              fields={{ project, message: shownId }}
              done={t("webhooks.replayed")}
              size="sm"
            >
              {t("webhooks.replayOne")}
            </ActionButton>
          )
        }
      />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-10">
          <Section title={t("webhooks.requests")}>
            <Attempts attempts={message.attempts} />
          </Section>
          <Section title={t("webhooks.body")}>
            {message.body === null ? (
              <p className="text-muted text-sm">{t("webhooks.noBody")}</p>
            ) : (
              <CodeBlock code={indented(message.body)} title={t("webhooks.body")} wrap />
            )}
          </Section>
        </div>
        <Section title={t("webhooks.details")}>
          <Details message={message} shownId={shownId} />
        </Section>
      </div>
    </div>
  );
}

const indented = (json: string) => JSON.stringify(JSON.parse(json), null, 2);

async function Attempts({ attempts }: { attempts: AttemptRow[] }) {
  const t = await getText();
  if (attempts.length === 0) return <p className="text-muted text-sm">{t("webhooks.noRequests")}</p>;
  return (
    <ol className="divide-y border-y text-sm">
      {attempts.map((one) => (
        <li key={one.number} className="grid gap-2 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">{t("webhooks.attempt", { number: one.number })}</span>
            <Badge tone={one.explanation ? "danger" : "success"}>{one.status ?? "–"}</Badge>
            <span className="ms-auto text-muted">
              <RelativeTime at={one.startedAt} /> · {durationText(one.durationMs, t)}
            </span>
          </div>
          <p className="break-words">{one.explanation ?? t("webhooks.arrived", { status: one.status! })}</p>
          <p className="break-all font-mono text-muted text-xs">POST {one.url}</p>
          {one.response && <CodeBlock code={one.response} title={t("webhooks.response")} wrap />}
        </li>
      ))}
    </ol>
  );
}

async function Details({ message, shownId }: { message: MessageRecord; shownId: string }) {
  const t = await getText();
  return (
    <DescriptionList
      items={[
        {
          term: t("webhooks.id"),
          description: <code className="break-all font-mono text-xs">{shownId}</code>,
        },
        { term: t("webhooks.sequence"), description: String(message.sequence) },
        { term: t("webhooks.attempts"), description: String(message.attemptCount) },
        {
          term: t("webhooks.next"),
          description: message.finishedAt ? null : <RelativeTime at={message.runAt} />,
        },
        { term: t("webhooks.when"), description: <RelativeTime at={message.createdAt} /> },
      ].filter(({ description }) => description)}
    />
  );
}

function durationText(milliseconds: number, t: Translator): string {
  return milliseconds < 1000
    ? t("terms.durations.milliseconds", { milliseconds })
    : t("terms.durations.seconds", { seconds: (milliseconds / 1000).toFixed(1) });
}
