import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { CopyField } from "@/app/_ui/copy-field";
import { type Provider, type ProviderHealth, providerKinds } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { phoneChannels } from "@/lib/projects";
import { membersOf } from "../../../_parts/config-members";
import { channelLabels } from "../../../verifications/text";
import { removeProvider } from "../actions";
import { text } from "../text";
import { ProviderDialog } from "./provider-dialog";
import { TestDialog } from "./test-dialog";

/** A provider's kind and status, with buttons to test, edit and delete it. */
export function ProviderCard({
  provider,
  project,
  email,
  mayWrite,
  suggestedCountries,
}: {
  provider: Provider;
  project: string;
  email: string;
  mayWrite: boolean;
  suggestedCountries: string;
}) {
  const kind = providerKinds.find((one) => one.kind === provider.kind);
  const fields = { project, provider: toTypeId("prv", provider.id) };
  return (
    <Card
      title={provider.name}
      description={kind?.title}
      actions={<StateBadge provider={provider} />}
      footer={
        mayWrite && (
          <>
            <TestDialog
              hidden={fields}
              name={provider.name}
              email={email}
              phoneChannels={phoneChannels.filter((channel) => provider.channels.includes(channel))}
            />
            {kind && (
              <ProviderDialog
                project={project}
                kind={{ kind: kind.kind, title: kind.title, description: kind.description }}
                members={membersOf(kind)}
                provider={formValues(provider)}
                suggestedCountries={suggestedCountries}
                asksForCountries={false}
              />
            )}
            <ConfirmButton
              label={text.remove}
              className="ms-auto"
              title={text.removeTitle(provider.name)}
              description={text.removeText}
              action={removeProvider}
              fields={fields}
            />
          </>
        )
      }
    >
      <div className="grid gap-1 text-sm">
        <p className="break-words">{kind ? capitalize(kind.describe(provider.config)) : provider.kind}</p>
        <p className="text-muted">
          {[channelList(provider), provider.kind === "inbox" && text.inboxNote].filter(Boolean).join(" · ")}
        </p>
        <Health health={provider.health} />
        <CallbackUrl provider={provider} />
      </div>
    </Card>
  );
}

function channelList({ channels }: Provider): string {
  return text.channels(channels.map((channel) => channelLabels[channel]).join(", "));
}

function StateBadge({ provider: { isEnabled, health } }: { provider: Provider }) {
  if (!isEnabled) return <Badge dot>{text.disabled}</Badge>;
  if (health.state === "ok")
    return (
      <Badge tone="success" dot>
        {text.enabled}
      </Badge>
    );
  return (
    <Badge tone={health.state === "paused" ? "danger" : "warning"} dot>
      {health.state === "paused" ? text.paused : text.failing}
    </Badge>
  );
}

/** Why a provider is not used, in its own words. */
function Health({ health: { state, failures, lastError } }: { health: ProviderHealth }) {
  if (state === "ok") return null;
  return (
    <Callout tone="warning" className="mt-2">
      <p>{state === "paused" ? text.pausedText(failures) : text.failingText}</p>
      {lastError && <p className="mt-1 break-words text-muted">{lastError}</p>}
    </Callout>
  );
}

function CallbackUrl({ provider: { kind, statusCallbackUrl } }: { provider: Provider }) {
  if (!statusCallbackUrl) return null;
  return (
    <CopyField
      label={text.callbackUrl}
      value={statusCallbackUrl}
      hint={text.callbackHint[kind]}
      className="mt-2"
    />
  );
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function formValues({ id, name, isEnabled, config, secretsSet, statusCallbackUrl }: Provider) {
  const texts = Object.entries(config).map(([member, value]) => [member, String(value)]);
  return {
    id: toTypeId("prv", id),
    name,
    isEnabled,
    config: Object.fromEntries(texts),
    secretsSet,
    statusCallbackUrl,
  };
}
