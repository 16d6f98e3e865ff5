import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Callout } from "@/app/_ui/callout";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { fromTypeId } from "@/lib/id";
import { type Connector, connectorKinds, findConnector, isSandbox } from "@/lib/social";
import { requireRole } from "../../../../../_session/session";
import { membersOf } from "../../../_parts/config-members";
import { ConnectorBadges } from "../_parts/connector-card";
import { ConnectorForm, type ConnectorFormValues } from "../_parts/connector-form";
import { SetupHelp } from "../_parts/setup-help";
import { TestButton } from "../_parts/test-button";
import { removeConnector, saveConnector } from "../actions";
import { text } from "../text";

export const metadata: Metadata = { title: text.title };

export default async function ConnectorPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/connectors/[connector]">) {
  const [{ project, connector: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, may } = await requireRole(project, "read");
  const found = await findConnector(ctx, fromTypeId("con", id) ?? notFound());
  if (!found.ok) notFound();
  const connector = found.value;
  const kind = connectorKinds.find((one) => one.kind === connector.kind) ?? notFound();
  const mayWrite = may("settings.write");
  const fields = { project, connector: id };

  return (
    <div className="grid gap-6">
      <PageHeader
        back={{ href: `/console/${project}/settings/connectors`, label: text.title }}
        title={connector.name}
        badge={<ConnectorBadges connector={connector} />}
        description={kind.description}
        actions={
          mayWrite && (
            <ConfirmButton
              label={text.remove}
              variant="secondary"
              title={text.removeTitle(connector.name)}
              description={text.removeText}
              action={removeConnector}
              fields={fields}
            />
          )
        }
      />
      {search.created !== undefined && (
        <Callout tone="success" live>
          {text.created}
        </Callout>
      )}
      {isSandbox(connector) && <Callout tone="warning">{text.sandboxText}</Callout>}
      {mayWrite && (
        <Section split title={text.test} description={text.testText}>
          <div className="flex max-w-xl flex-wrap gap-3">
            <TestButton fields={fields} />
          </div>
        </Section>
      )}
      <Section split title={text.setup} description={text.setupText}>
        <SetupHelp />
      </Section>
      <Section split title={text.settings}>
        <ConnectorForm
          action={saveConnector}
          hidden={fields}
          connector={formValues(connector)}
          members={membersOf(kind)}
          submit={text.save}
          mayWrite={mayWrite}
        />
      </Section>
    </div>
  );
}

function formValues({ name, logoUrl, isEnabled, config, secretsSet }: Connector): ConnectorFormValues {
  const texts = Object.entries(config).map(([member, value]) => [member, String(value)]);
  return {
    name,
    logoUrl: logoUrl ?? "",
    target: null,
    isEnabled,
    config: Object.fromEntries(texts),
    secretsSet,
  };
}
