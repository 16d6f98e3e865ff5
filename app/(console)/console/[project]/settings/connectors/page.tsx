import { Fingerprint, Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { CopyField } from "@/app/_ui/copy-field";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { listConnectors } from "@/lib/social";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { ConnectorCard } from "./_parts/connector-card";
import { redirectUri } from "./redirect-uri";

export const generateMetadata = titled("connectors.title");

export default async function ConnectorsPage({
  params,
}: PageProps<"/console/[project]/settings/connectors">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, may } = await requireRole(id, "read");
  const connectors = await listConnectors(project.id);
  const add = may("settings.write") && (
    <Button asChild variant="primary">
      <Link href={`/console/${id}/settings/connectors/new` as Route}>
        <Plus aria-hidden />
        {t("connectors.add")}
      </Link>
    </Button>
  );

  return (
    <div className="grid gap-6">
      <PageHeader title={t("connectors.title")} description={t("connectors.description")} actions={add} />
      {connectors.length === 0 ? (
        <EmptyState icon={<Fingerprint aria-hidden />} title={t("connectors.emptyTitle")} action={add}>
          {t("connectors.emptyText")}
        </EmptyState>
      ) : (
        <>
          <div className="grid items-start gap-4 xl:grid-cols-2">
            {connectors.map((connector) => (
              <ConnectorCard
                key={connector.id}
                connector={connector}
                project={id}
                mayWrite={may("settings.write")}
              />
            ))}
          </div>
          <CopyField
            className="max-w-xl"
            label={t("connectors.redirectUri")}
            value={redirectUri()}
            hint={t("connectors.redirectUriHint")}
          />
        </>
      )}
    </div>
  );
}
