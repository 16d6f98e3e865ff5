import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { ProviderLogo } from "@/app/_ui/provider-logo";
import { toTypeId } from "@/lib/id";
import { type Connector, connectorKinds, isSandbox } from "@/lib/social";
import { getText } from "../../../../../_text/get-text";
import { TestButton } from "./test-button";

/** A connector's provider and status, with a button to test it. */
export async function ConnectorCard({
  connector,
  project,
  mayWrite,
}: {
  connector: Connector;
  project: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  const id = toTypeId("con", connector.id);
  const kind = connectorKinds.find((one) => one.kind === connector.kind);
  const title = kind?.textsIn(t.locale).title;
  return (
    <Card
      title={
        <span className="flex min-w-0 items-center gap-2.5">
          <ProviderLogo kind={connector.kind} logoUrl={connector.logoUrl} />
          <span className="min-w-0 break-words">{connector.name}</span>
        </span>
      }
      description={title === connector.name ? undefined : (title ?? connector.kind)}
      actions={<ConnectorBadges connector={connector} />}
      footer={
        mayWrite && (
          <>
            <TestButton fields={{ project, connector: id }} />
            <Button asChild size="sm">
              <Link href={`/console/${project}/settings/connectors/${id}` as Route}>
                {t("connectors.edit")}
              </Link>
            </Button>
          </>
        )
      }
    >
      <p className="break-words text-sm">
        {t("connectors.target")} <code className="font-mono">{connector.target}</code>
        {typeof connector.config.issuer === "string" && (
          <span className="block text-muted">{connector.config.issuer}</span>
        )}
      </p>
    </Card>
  );
}

export async function ConnectorBadges({ connector }: { connector: Connector }) {
  const t = await getText();
  return (
    <>
      {isSandbox(connector) && <Badge tone="warning">{t("connectors.sandbox")}</Badge>}
      <Badge tone={connector.isEnabled ? "success" : "neutral"} dot>
        {connector.isEnabled ? t("connectors.enabled") : t("connectors.disabled")}
      </Badge>
    </>
  );
}
