import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { type Provider, providerKinds } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { membersOf } from "../../../_parts/config-members";
import { channelLabels } from "../../../verifications/text";
import { removeProvider } from "../actions";
import { text } from "../text";
import { ProviderDialog } from "./provider-dialog";
import { TestDialog } from "./test-dialog";

/** A provider's kind and status, with buttons to test, edit and delete it. */
export function ProviderCard({
  provider,
  position,
  project,
  email,
  mayWrite,
}: {
  provider: Provider;
  position: number;
  project: string;
  email: string;
  mayWrite: boolean;
}) {
  const kind = providerKinds.find((one) => one.kind === provider.kind);
  const fields = { project, provider: toTypeId("prv", provider.id) };
  return (
    <Card
      title={provider.name}
      description={kind?.title}
      actions={
        <Badge tone={provider.isEnabled ? "success" : "neutral"} dot>
          {provider.isEnabled ? text.enabled : text.disabled}
        </Badge>
      }
      footer={
        mayWrite && (
          <>
            <TestDialog fields={fields} name={provider.name} email={email} />
            {kind && (
              <ProviderDialog
                project={project}
                kind={{ kind: kind.kind, title: kind.title, description: kind.description }}
                members={membersOf(kind)}
                provider={formValues(provider)}
              />
            )}
            <ConfirmDialog
              trigger={
                <Button variant="ghost" size="sm" className="ms-auto text-danger">
                  {text.remove}
                </Button>
              }
              title={text.removeTitle(provider.name)}
              description={text.removeText}
              confirmLabel={text.remove}
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
          {[channelList(provider), orderOf(provider, position)].filter(Boolean).join(" · ")}
        </p>
      </div>
    </Card>
  );
}

function channelList({ channels }: Provider): string {
  return text.channels(channels.map((channel) => channelLabels[channel]).join(", "));
}

/** The provider's position in the order. Null if it is disabled. */
function orderOf({ kind, isEnabled }: Provider, position: number): string | null {
  if (!isEnabled) return null;
  return kind === "inbox" ? text.inboxNote : text.order(position);
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function formValues({ id, name, isEnabled, config, secretsSet }: Provider) {
  const texts = Object.entries(config).map(([member, value]) => [member, String(value)]);
  return { id: toTypeId("prv", id), name, isEnabled, config: Object.fromEntries(texts), secretsSet };
}
