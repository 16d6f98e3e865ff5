import { Badge } from "@/app/_ui/badge";
import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { CopyField } from "@/app/_ui/copy-field";
import { type Provider, type ProviderHealth, providerKinds } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { phoneChannels } from "@/lib/projects";
import { getText } from "../../../../../_text/get-text";
import type { Translator } from "../../../../../_text/translator";
import { membersOf } from "../../../_parts/config-members";
import { removeProvider } from "../actions";
import { ProviderDialog } from "./provider-dialog";
import { TestDialog } from "./test-dialog";

/** A provider's kind and status, with buttons to test, edit and delete it. */
export async function ProviderCard({
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
  const t = await getText();
  const kind = providerKinds.find((one) => one.kind === provider.kind);
  const texts = kind?.textsIn(t.locale);
  const fields = { project, provider: toTypeId("prv", provider.id) };
  return (
    <Card
      title={provider.name}
      description={texts?.title}
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
            {kind && texts && (
              <ProviderDialog
                project={project}
                kind={{ kind: kind.kind, title: texts.title, description: texts.description }}
                members={membersOf({ ...kind, ...texts })}
                provider={formValues(provider)}
                suggestedCountries={suggestedCountries}
                asksForCountries={false}
              />
            )}
            <ConfirmButton
              label={t("providers.remove")}
              className="ms-auto"
              title={t("providers.removeTitle", { name: provider.name })}
              description={t("providers.removeText")}
              action={removeProvider}
              fields={fields}
            />
          </>
        )
      }
    >
      <div className="grid gap-1 text-sm">
        <p className="break-words">
          {kind ? capitalize(kind.describe(provider.config, t.locale)) : provider.kind}
        </p>
        <p className="text-muted">
          {[channelList(provider, t), provider.kind === "inbox" && t("providers.inboxNote")]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <Health health={provider.health} />
        <CallbackUrl provider={provider} />
      </div>
    </Card>
  );
}

function channelList({ channels }: Provider, t: Translator): string {
  return t("providers.channels", {
    channels: channels.map((channel) => t(`terms.channels.${channel}`)).join(", "),
  });
}

async function StateBadge({ provider: { isEnabled, health } }: { provider: Provider }) {
  const t = await getText();
  if (!isEnabled) return <Badge dot>{t("providers.disabled")}</Badge>;
  if (health.state === "ok")
    return (
      <Badge tone="success" dot>
        {t("providers.enabled")}
      </Badge>
    );
  return (
    <Badge tone={health.state === "paused" ? "danger" : "warning"} dot>
      {health.state === "paused" ? t("providers.paused") : t("providers.failing")}
    </Badge>
  );
}

/** Why a provider is not used, in its own words. */
async function Health({ health: { state, failures, lastError } }: { health: ProviderHealth }) {
  const t = await getText();
  if (state === "ok") return null;
  return (
    <Callout tone="warning" className="mt-2">
      <p>{state === "paused" ? t("providers.pausedText", { failures }) : t("providers.failingText")}</p>
      {lastError && <p className="mt-1 break-words text-muted">{lastError}</p>}
    </Callout>
  );
}

async function CallbackUrl({ provider: { kind, statusCallbackUrl } }: { provider: Provider }) {
  const t = await getText();
  if (!statusCallbackUrl) return null;
  return (
    <CopyField
      label={t("providers.callbackUrl")}
      value={statusCallbackUrl}
      hint={t.find(`providers.callbackHint.${kind}`)}
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
