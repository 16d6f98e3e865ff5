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
import { getText, titled } from "../../../../_text/get-text";
import { MessagePreview } from "../../_parts/message-preview";
import { OutcomeBadge } from "../../_parts/outcome-badge";
import { TestBadge } from "../../_parts/test-badge";
import { cancelMessage, retryMessage } from "../actions";
import { capturedMessage } from "../captured-message";
import { Tries } from "./_parts/tries";

export const generateMetadata = titled("messages.title");

export default async function MessagePage({ params }: PageProps<"/console/[project]/messages/[delivery]">) {
  const t = await getText();
  const { project, delivery: id } = await params;
  const { ctx, may } = await requireRole(project, "read");
  const found = await findDelivery(ctx, fromTypeId("dlv", id) ?? notFound(), t.locale);
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
        back={{ href: `/console/${project}/messages`, label: t("messages.title") }}
        title={delivery.recipient}
        badge={
          <>
            <OutcomeBadge t={t} outcome={delivery.outcome} />
            {delivery.providerKind === "test" && <TestBadge />}
          </>
        }
        description={explainDelivery(delivery, new Date())}
        actions={mayRetry && <Actions delivery={delivery} project={project} others={others} />}
      />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-10">
          {message && (
            <Section title={t("messages.preview")}>
              <MessagePreview message={message} />
            </Section>
          )}
          {!mayRead && isInInbox(delivery) && <Callout>{t("messages.previewHidden")}</Callout>}
          <Section title={t("messages.tries")}>
            <Tries tries={delivery.tries} />
          </Section>
        </div>
        <Section title={t("messages.details")}>
          <Details delivery={delivery} project={project} />
        </Section>
      </div>
    </div>
  );
}

async function Actions({
  delivery: { id, tries, outcome },
  project,
  others,
}: {
  delivery: DeliveryRecord;
  project: string;
  others: Provider[];
}) {
  const t = await getText();
  const fields = { project, delivery: toTypeId("dlv", id) };
  const isRunning = tries.at(-1)?.outcome === null;
  return (
    <>
      <ActionButton action={retryMessage} fields={fields} done={t("messages.retried")} size="sm">
        {t("messages.retry")}
      </ActionButton>
      {others.map((provider) => (
        <ActionButton
          key={provider.id}
          action={retryMessage}
          fields={{ ...fields, provider: toTypeId("prv", provider.id) }}
          done={t("messages.retried")}
          size="sm"
        >
          {t("messages.retryWith", { provider: provider.name })}
        </ActionButton>
      ))}
      {outcome === null && !isRunning && (
        <ActionButton
          action={cancelMessage}
          fields={fields}
          done={t("messages.canceled")}
          variant="ghost"
          size="sm"
        >
          {t("messages.cancel")}
        </ActionButton>
      )}
    </>
  );
}

async function Details({ delivery, project }: { delivery: DeliveryRecord; project: string }) {
  const t = await getText();
  const verification = delivery.verificationId && toTypeId("ver", delivery.verificationId);
  return (
    <DescriptionList
      items={[
        {
          term: t("messages.id"),
          description: <code className="break-all font-mono text-xs">{toTypeId("dlv", delivery.id)}</code>,
        },
        { term: t("messages.channel"), description: t(`terms.channels.${delivery.channel}`) },
        {
          term: t("messages.kind"),
          description: t.find(`messages.kinds.${delivery.template}`) ?? delivery.template,
        },
        { term: t("messages.locale"), description: delivery.locale },
        { term: t("messages.createdAt"), description: <RelativeTime at={delivery.createdAt} /> },
        {
          term: t("messages.finished"),
          description: delivery.finishedAt && <RelativeTime at={delivery.finishedAt} />,
        },
        { term: t("messages.tries"), description: String(delivery.tries.length) },
        {
          term: t("messages.status"),
          description: delivery.status ? (
            <>
              {t(`messages.statuses.${delivery.status}`)} · <RelativeTime at={delivery.statusAt!} />
            </>
          ) : (
            t("messages.noStatus")
          ),
        },
        { term: t("messages.trigger"), description: t(`messages.triggers.${delivery.trigger}`) },
        {
          term: t("messages.backsUp"),
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
          term: t("messages.verification"),
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
