import { Webhook } from "lucide-react";
import type { Metadata } from "next";
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
import { liveHref } from "../../../_live/live-href";
import { FilterForm } from "../../../_parts/filter-form";
import { FilteredList } from "../../../_parts/filtered-list";
import { pageSize, readQuery, toPage } from "../../../_parts/list-query";
import { EndpointBadge } from "../_parts/status";
import { removeEndpoint, switchEndpoint, testEndpoint } from "../actions";
import { disabledTexts, outcomeLabels, text } from "../text";
import { selectableTypes } from "../types";
import { EditDialog, ReplayDialog, RotateDialog } from "./_parts/dialogs";
import { MessageTable } from "./_parts/message-table";
import { MessageSearch } from "./query";

export const metadata: Metadata = { title: text.title };

const types = Object.fromEntries(Object.keys(selectableTypes).map((type) => [type, type]));

export default async function WebhookPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/developers/webhooks/[endpoint]">) {
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
        back={{ href: `/console/${project}/developers/webhooks`, label: text.title }}
        title={endpoint.url}
        badge={<EndpointBadge {...endpoint} />}
        description={endpoint.description}
        actions={
          may("settings.write") && <Actions endpoint={endpoint} place={{ project, endpoint: shownId }} />
        }
      />
      {endpoint.disabledReason && (
        <Callout tone={endpoint.disabledReason === "operator" ? "info" : "warning"} title={text.disabled}>
          {disabledTexts[endpoint.disabledReason]}
        </Callout>
      )}
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section title={text.messages}>
          <div className="grid gap-4">
            <FilterForm
              path={path}
              choices={[
                { name: "type", label: text.type, any: text.anyType, options: types, value: type },
                {
                  name: "outcome",
                  label: text.outcome,
                  any: text.anyOutcome,
                  options: outcomeLabels,
                  value: outcome,
                },
              ]}
            />
            <FilteredList
              page={page}
              path={path}
              isFiltered={Boolean(type || outcome)}
              icon={<Webhook aria-hidden />}
              text={text.messageList}
              live={liveHref(path, search, page.shown, ({ id }) => toTypeId("msg", id))}
            >
              {(messages) => <MessageTable messages={messages} path={path} />}
            </FilteredList>
          </div>
        </Section>
        <Section title={text.details}>
          <Details endpoint={endpoint} shownId={shownId} />
        </Section>
      </div>
    </div>
  );
}

function Actions({ endpoint, place }: { endpoint: Endpoint; place: { project: string; endpoint: string } }) {
  const { url, description, types, payload } = endpoint;
  const isEnabled = endpoint.disabledAt === null;
  return (
    <>
      {isEnabled && (
        <>
          <ActionButton action={testEndpoint} fields={place} done={text.tested} variant="primary" size="sm">
            {text.test}
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
        done={isEnabled ? text.disabledToast : text.enabledToast}
        undo={{
          action: switchEndpoint,
          fields: { ...place, enabled: String(isEnabled) },
          done: isEnabled ? text.enabledToast : text.disabledToast,
        }}
        variant={isEnabled ? "secondary" : "primary"}
        size="sm"
      >
        {isEnabled ? text.disable : text.enable}
      </ActionButton>
      <ConfirmButton
        label={text.remove}
        title={text.removeTitle}
        description={text.removeText}
        action={removeEndpoint}
        fields={place}
      />
    </>
  );
}

const formatLabel = (name: string) => (text.formats as Partial<Record<string, string>>)[name] ?? name;

function Details({ endpoint, shownId }: { endpoint: Endpoint; shownId: string }) {
  return (
    <DescriptionList
      items={[
        { term: text.id, description: <code className="break-all font-mono text-xs">{shownId}</code> },
        { term: text.types, description: endpoint.types?.join(", ") ?? text.everything },
        { term: text.payload, description: text.payloads[endpoint.payload] },
        { term: text.format, description: formatLabel(endpoint.format) },
        { term: text.signature, description: text.signatures[endpoint.signature] },
        {
          term: text.publicKey,
          description: endpoint.publicKey && (
            <code className="break-all font-mono text-xs">{endpoint.publicKey}</code>
          ),
        },
        {
          term: text.failingSince,
          description: endpoint.failingSince && <RelativeTime at={endpoint.failingSince} />,
        },
        { term: text.created, description: <RelativeTime at={endpoint.createdAt} /> },
      ].filter(({ description }) => description)}
    />
  );
}
