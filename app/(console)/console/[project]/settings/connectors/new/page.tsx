import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/app/_ui/page-header";
import { ProviderLogo } from "@/app/_ui/provider-logo";
import { Section } from "@/app/_ui/section";
import { type ConnectorKind, connectorKinds, listConnectors } from "@/lib/social";
import { requireRole } from "../../../../../_session/session";
import { getText, titled } from "../../../../../_text/get-text";
import type { Translator } from "../../../../../_text/translator";
import { membersOf } from "../../../_parts/config-members";
import { ConnectorForm } from "../_parts/connector-form";
import { SetupHelp } from "../_parts/setup-help";
import { addConnector } from "../actions";

export const generateMetadata = titled("connectors.newTitle");

/** Two steps: choose the provider, then enter its credentials. */
export default async function NewConnectorPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/connectors/new">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project } = await requireRole(id, "settings.write");
  const list = `/console/${id}/settings/connectors`;
  const kind = connectorKinds.find((one) => one.kind === search.kind);
  if (!kind) {
    return (
      <div className="grid gap-6">
        <PageHeader
          back={{ href: list, label: t("connectors.title") }}
          title={t("connectors.newTitle")}
          description={t("connectors.newText")}
        />
        <ul className="grid max-w-xl gap-2">
          {connectorKinds.map((one) => (
            <li key={one.kind}>
              <KindLink kind={one} t={t} href={`${list}/new?kind=${one.kind}`} />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  const texts = kind.textsIn(t.locale);
  const taken = (await listConnectors(project.id)).map(({ target }) => target);
  const connector = {
    name: texts.title,
    logoUrl: "",
    target: freeTarget(kind.target, taken),
    isEnabled: true,
    config: {},
    secretsSet: [],
  };
  return (
    <div className="grid gap-6">
      <PageHeader
        back={{ href: `${list}/new`, label: t("connectors.newTitle") }}
        title={texts.title}
        description={texts.description}
      />
      <Section split title={t("connectors.setup")} description={t("connectors.setupText")}>
        <SetupHelp />
      </Section>
      <Section split title={t("connectors.settings")}>
        <ConnectorForm
          action={addConnector}
          hidden={{ project: id, kind: kind.kind }}
          connector={connector}
          members={membersOf({ ...kind, ...texts })}
          submit={t("connectors.create")}
          mayWrite
        />
      </Section>
    </div>
  );
}

function KindLink({ kind, t, href }: { kind: ConnectorKind; t: Translator; href: string }) {
  const { title, description } = kind.textsIn(t.locale);
  return (
    <Link
      href={href as Route}
      className="flex items-center gap-4 rounded-lg border bg-surface px-4 py-3 hover:bg-subtle"
    >
      <ProviderLogo kind={kind.kind} logoUrl={null} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{title}</span>
        <span className="block text-muted text-sm">{description}</span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
    </Link>
  );
}

function freeTarget(target: string, taken: string[]): string {
  let free = target;
  for (let i = 2; taken.includes(free); i++) free = `${target}-${i}`;
  return free;
}
