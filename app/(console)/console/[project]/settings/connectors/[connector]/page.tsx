import { notFound } from "next/navigation";
import { Callout } from "@/app/_ui/callout";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { fromTypeId } from "@/lib/id";
import { type Connector, connectorKinds, findConnector, isSandbox } from "@/lib/social";
import { requireRole } from "../../../../../_session/session";
import { getText, titled } from "../../../../../_text/get-text";
import { membersOf } from "../../../_parts/config-members";
import { ConnectorBadges } from "../_parts/connector-card";
import { ConnectorForm, type ConnectorFormValues } from "../_parts/connector-form";
import { SetupHelp } from "../_parts/setup-help";
import { TestButton } from "../_parts/test-button";
import { removeConnector, saveConnector } from "../actions";

export const generateMetadata = titled("connectors.title");

export default async function ConnectorPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/connectors/[connector]">) {
  const t = await getText();
  const [{ project, connector: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, may } = await requireRole(project, "read");
  const found = await findConnector(ctx, fromTypeId("con", id) ?? notFound());
  if (!found.ok) notFound();
  const connector = found.value;
  const kind = connectorKinds.find((one) => one.kind === connector.kind) ?? notFound();
  const texts = kind.textsIn(t.locale);
  const mayWrite = may("settings.write");
  const fields = { project, connector: id };

  return (
    <div className="grid gap-6">
      <PageHeader
        back={{ href: `/console/${project}/settings/connectors`, label: t("connectors.title") }}
        title={connector.name}
        badge={<ConnectorBadges connector={connector} />}
        description={texts.description}
        actions={
          mayWrite && (
            <ConfirmButton
              label={t("connectors.remove")}
              variant="secondary"
              title={t("connectors.removeTitle", { name: connector.name })}
              description={t("connectors.removeText")}
              action={removeConnector}
              fields={fields}
            />
          )
        }
      />
      {search.created !== undefined && (
        <Callout tone="success" live>
          {t("connectors.created")}
        </Callout>
      )}
      {isSandbox(connector) && <Callout tone="warning">{t("connectors.sandboxText")}</Callout>}
      {mayWrite && (
        <Section split title={t("connectors.test")} description={t("connectors.testText")}>
          <div className="flex max-w-xl flex-wrap gap-3">
            <TestButton fields={fields} />
          </div>
        </Section>
      )}
      <Section split title={t("connectors.setup")} description={t("connectors.setupText")}>
        <SetupHelp />
      </Section>
      <Section split title={t("connectors.settings")}>
        <ConnectorForm
          action={saveConnector}
          hidden={fields}
          connector={formValues(connector)}
          members={membersOf({ ...kind, ...texts })}
          submit={t("connectors.save")}
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
