import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionButton } from "@/app/_forms/action-button";
import { Callout } from "@/app/_ui/callout";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import {
  type DeliveryRecord,
  explainDelivery,
  findDelivery,
  isInInbox,
  listProviderOrder,
  type Provider,
} from "@/lib/delivery";
import { fromTypeId, toTypeId } from "@/lib/id";
import { requireRole } from "../../../../_session/session";
import { MessagePreview } from "../../_parts/message-preview";
import { OutcomeBadge } from "../../_parts/outcome-badge";
import { TestBadge } from "../../_parts/test-badge";
import { channelLabels } from "../../verifications/text";
import { cancelMessage, retryMessage } from "../actions";
import { capturedMessage } from "../captured-message";
import { statusLabels, text } from "../text";
import { Tries } from "./_parts/tries";

export const metadata: Metadata = { title: text.title };

export default async function MessagePage({ params }: PageProps<"/console/[project]/messages/[delivery]">) {
  const { project, delivery: id } = await params;
  const { ctx, may } = await requireRole(project, "read");
  const found = await findDelivery(ctx, fromTypeId("dlv", id) ?? notFound());
  if (!found.ok) notFound();
  const delivery = found.value;
  const mayRead = may("messages.read");
  const message = mayRead ? await capturedMessage(ctx, delivery) : null;
  const mayRetry =
    may("messages.retry") && (delivery.outcome === null || delivery.outcome === "undeliverable");

  // A plain retry uses the last one.
  const order = mayRetry ? await listProviderOrder(ctx.project.id, delivery.channel) : [];
  const others = order.filter(({ id, isEnabled }) => isEnabled && id !== delivery.providerId);

  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${project}/messages`, label: text.title }}
        title={delivery.recipient}
        badge={
          <>
            <OutcomeBadge outcome={delivery.outcome} />
            {delivery.providerKind === "test" && <TestBadge />}
          </>
        }
        description={explainDelivery(delivery, new Date())}
        actions={mayRetry && <Actions delivery={delivery} project={project} others={others} />}
      />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-10">
          {message && (
            <Section title={text.preview}>
              <MessagePreview message={message} />
            </Section>
          )}
          {!mayRead && isInInbox(delivery) && <Callout>{text.previewHidden}</Callout>}
          <Section title={text.tries}>
            <Tries tries={delivery.tries} />
          </Section>
        </div>
        <Section title={text.details}>
          <Details delivery={delivery} project={project} />
        </Section>
      </div>
    </div>
  );
}

function Actions({
  delivery: { id, tries, outcome },
  project,
  others,
}: {
  delivery: DeliveryRecord;
  project: string;
  others: Provider[];
}) {
  const fields = { project, delivery: toTypeId("dlv", id) };
  const isRunning = tries.at(-1)?.outcome === null;
  return (
    <>
      <ActionButton action={retryMessage} fields={fields} done={text.retried} size="sm">
        {text.retry}
      </ActionButton>
      {others.map((provider) => (
        <ActionButton
          key={provider.id}
          action={retryMessage}
          fields={{ ...fields, provider: toTypeId("prv", provider.id) }}
          done={text.retried}
          size="sm"
        >
          {text.retryWith(provider.name)}
        </ActionButton>
      ))}
      {outcome === null && !isRunning && (
        <ActionButton action={cancelMessage} fields={fields} done={text.canceled} variant="ghost" size="sm">
          {text.cancel}
        </ActionButton>
      )}
    </>
  );
}

function Details({ delivery, project }: { delivery: DeliveryRecord; project: string }) {
  const verification = delivery.verificationId && toTypeId("ver", delivery.verificationId);
  return (
    <DescriptionList
      items={[
        {
          term: text.id,
          description: <code className="break-all font-mono text-xs">{toTypeId("dlv", delivery.id)}</code>,
        },
        { term: text.channel, description: channelLabels[delivery.channel] },
        { term: text.kind, description: text.kinds[delivery.template] ?? delivery.template },
        { term: text.locale, description: delivery.locale },
        { term: text.createdAt, description: <RelativeTime at={delivery.createdAt} /> },
        {
          term: text.finished,
          description: delivery.finishedAt && <RelativeTime at={delivery.finishedAt} />,
        },
        { term: text.tries, description: String(delivery.tries.length) },
        {
          term: text.status,
          description: delivery.status ? (
            <>
              {statusLabels[delivery.status]} · <RelativeTime at={delivery.statusAt!} />
            </>
          ) : (
            text.noStatus
          ),
        },
        { term: text.trigger, description: text.triggers[delivery.trigger] },
        {
          term: text.backsUp,
          description: delivery.backsUpId && (
            <TextLink
              href={`/console/${project}/messages/${toTypeId("dlv", delivery.backsUpId)}`}
              className="break-all"
            >
              {toTypeId("dlv", delivery.backsUpId)}
            </TextLink>
          ),
        },
        {
          term: text.verification,
          description: verification && (
            <TextLink href={`/console/${project}/verifications/${verification}`} className="break-all">
              {verification}
            </TextLink>
          ),
        },
      ]}
    />
  );
}
