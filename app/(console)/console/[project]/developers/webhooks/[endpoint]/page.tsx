import { Webhook } from "lucide-react";
import { notFound } from "next/navigation";
import { ActionButton } from "@/app/_forms/action-button";
import { Callout } from "@/app/_ui/callout";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Section } from "@/app/_ui/section";
import { fromTypeId, toTypeId } from "@/lib/id";
import { type Endpoint, findEndpoint, listMessages } from "@/lib/webhooks";
import { requireRole } from "../../../../../_session/session";
import { getText, titled } from "../../../../../_text/get-text";
import { liveHref } from "../../../_live/live-href";
import { FilterForm } from "../../../_parts/filter-form";
import { FilteredList } from "../../../_parts/filtered-list";
import { pageSize, readQuery, toPage } from "../../../_parts/list-query";
import { EndpointBadge } from "../_parts/endpoint-badge";
import { removeEndpoint, switchEndpoint, testEndpoint } from "../actions";
import { selectableTypes } from "../types";
import { EditDialog, ReplayDialog, RotateDialog } from "./_parts/dialogs";
import { MessageTable } from "./_parts/message-table";
import { MessageSearch } from "./query";

export const generateMetadata = titled("webhooks.title");

const types = Object.fromEntries(Object.keys(selectableTypes).map((type) => [type, type]));

export default async function WebhookPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/developers/webhooks/[endpoint]">) {
  const t = await getText();
  const [{ project, endpoint: shownId }, search] = await Promise.all([params, searchParams]);
  const { ctx, may } = await requireRole(project, "read");
  const id = fromTypeId("whe", shownId) ?? notFound();
  const { cursor, type, outcome } = readQuery(MessageSearch, search);
  const [found, listed] = await Promise.all([
    findEndpoint(ctx, id),
    listMessages(ctx, id, { type, outcome, before: cursor, limit: pageSize + 1 }),
  ]);
  if (!found.ok || !listed.ok) notFound();
  const endpoint = found.value;
  const path = `/console/${project}/developers/webhooks/${shownId}`;
  const page = toPage(listed.value, path, search);

  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${project}/developers/webhooks`, label: t("webhooks.title") }}
        title={endpoint.url}
        badge={<EndpointBadge endpoint={endpoint} />}
        description={endpoint.description}
        actions={
          may("settings.write") && <Actions endpoint={endpoint} place={{ project, endpoint: shownId }} />
        }
      />
      {endpoint.disabledReason && (
        <Callout
          tone={endpoint.disabledReason === "operator" ? "info" : "warning"}
          title={t("webhooks.disabled")}
        >
          {t(`webhooks.disabledReasons.${endpoint.disabledReason}`)}
        </Callout>
      )}
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section title={t("webhooks.messages")}>
          <div className="grid gap-4">
            <FilterForm
              path={path}
              choices={[
                {
                  name: "type",
                  label: t("webhooks.type"),
                  any: t("webhooks.anyType"),
                  options: types,
                  value: type,
                },
                {
                  name: "outcome",
                  label: t("webhooks.outcome"),
                  any: t("webhooks.anyOutcome"),
                  options: t.group("webhooks.outcomes"),
                  value: outcome,
                },
              ]}
            />
            <FilteredList
              page={page}
              path={path}
              isFiltered={Boolean(type || outcome)}
              icon={<Webhook aria-hidden />}
              text={t.group("webhooks.list")}
              live={liveHref(path, search, page.shown, ({ id }) => toTypeId("msg", id))}
            >
              {(messages) => <MessageTable messages={messages} path={path} />}
            </FilteredList>
          </div>
        </Section>
        <Section title={t("webhooks.details")}>
          <Details endpoint={endpoint} shownId={shownId} />
        </Section>
      </div>
    </div>
  );
}

async function Actions({
  endpoint,
  place,
}: {
  endpoint: Endpoint;
  place: { project: string; endpoint: string };
}) {
  const t = await getText();
  const { url, description, types, payload } = endpoint;
  const isEnabled = endpoint.disabledAt === null;
  return (
    <>
      {isEnabled && (
        <>
          <ActionButton
            action={testEndpoint}
            fields={place}
            done={t("webhooks.tested")}
            variant="primary"
            size="sm"
          >
            {t("webhooks.test")}
          </ActionButton>
          <ReplayDialog place={place} />
        </>
      )}
      <EditDialog
        place={place}
        values={{ url, description, types: types ?? [], payload }}
        types={selectableTypes}
      />
      <RotateDialog place={place} />
      <ActionButton
        action={switchEndpoint}
        fields={{ ...place, enabled: String(!isEnabled) }}
        done={isEnabled ? t("webhooks.disabledToast") : t("webhooks.enabledToast")}
        undo={{
          action: switchEndpoint,
          fields: { ...place, enabled: String(isEnabled) },
          done: isEnabled ? t("webhooks.enabledToast") : t("webhooks.disabledToast"),
        }}
        variant={isEnabled ? "secondary" : "primary"}
        size="sm"
      >
        {isEnabled ? t("webhooks.disable") : t("webhooks.enable")}
      </ActionButton>
      <ConfirmButton
        label={t("webhooks.remove")}
        title={t("webhooks.removeTitle")}
        description={t("webhooks.removeText")}
        action={removeEndpoint}
        fields={place}
      />
    </>
  );
}

async function Details({ endpoint, shownId }: { endpoint: Endpoint; shownId: string }) {
  const t = await getText();
  return (
    <DescriptionList
      items={[
        {
          term: t("webhooks.id"),
          description: <code className="break-all font-mono text-xs">{shownId}</code>,
        },
        { term: t("webhooks.types"), description: endpoint.types?.join(", ") ?? t("webhooks.everything") },
        { term: t("webhooks.payload"), description: t(`webhooks.payloads.${endpoint.payload}`) },
        {
          term: t("webhooks.format"),
          description: t.find(`webhooks.formats.${endpoint.format}`) ?? endpoint.format,
        },
        { term: t("webhooks.signature"), description: t(`webhooks.signatures.${endpoint.signature}`) },
        {
          term: t("webhooks.publicKey"),
          description: endpoint.publicKey && (
            <code className="break-all font-mono text-xs">{endpoint.publicKey}</code>
          ),
        },
        {
          term: t("webhooks.failingSince"),
          description: endpoint.failingSince && <RelativeTime at={endpoint.failingSince} />,
        },
        { term: t("webhooks.created"), description: <RelativeTime at={endpoint.createdAt} /> },
      ].filter(({ description }) => description)}
    />
  );
}
