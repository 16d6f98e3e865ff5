import { Plug } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import {
  listProviderOrder,
  listProviders,
  needsCountries,
  type Provider,
  providerKinds,
} from "@/lib/delivery";
import { channels, suggestedCountries } from "@/lib/projects";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import type { Translator } from "../../../../_text/translator";
import { membersOf } from "../../_parts/config-members";
import { ProviderCard } from "./_parts/provider-card";
import { ProviderDialog } from "./_parts/provider-dialog";
import { ProviderOrders } from "./_parts/provider-orders";

export const generateMetadata = titled("providers.title");

function suggestedNames({ locale }: Translator): string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const sorted = suggestedCountries.map((country) => names.of(country)!).sort();
  return new Intl.ListFormat(locale).format(sorted);
}

export default async function ProvidersPage({ params }: PageProps<"/console/[project]/settings/providers">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, operator, may } = await requireRole(id, "read");
  const providers = await listProviders(project.id);
  const mayWrite = may("settings.write");
  const orders = await Promise.all(
    channels.map(async (channel) => ({ channel, providers: await listProviderOrder(project.id, channel) })),
  );
  const used = orders.filter(({ providers }) => providers.length > 0);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("providers.title")}
        description={t("providers.description")}
        actions={
          mayWrite && (
            <AddButtons
              project={id}
              providers={providers}
              needsCountries={await needsCountries(project.id)}
            />
          )
        }
      />
      {used.length > 0 && <ProviderOrders orders={used} project={id} mayWrite={mayWrite} />}
      {providers.length === 0 ? (
        <EmptyState icon={<Plug aria-hidden />} title={t("providers.emptyTitle")}>
          {t("providers.emptyText")}
        </EmptyState>
      ) : (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          {providers.map((provider) => (
            <ProviderCard
              key={provider.id}
              provider={provider}
              project={id}
              email={operator.email}
              mayWrite={mayWrite}
              suggestedCountries={suggestedNames(t)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** A button for each kind. A project can have only one inbox. */
async function AddButtons({
  project,
  providers,
  needsCountries,
}: {
  project: string;
  providers: Provider[];
  needsCountries: boolean;
}) {
  const t = await getText();
  const kinds = providerKinds.filter(
    ({ kind }) => kind !== "inbox" || providers.every((provider) => provider.kind !== "inbox"),
  );
  return kinds.map((kind) => {
    const texts = kind.textsIn(t.locale);
    return (
      <ProviderDialog
        key={kind.kind}
        project={project}
        kind={{ kind: kind.kind, title: texts.title, description: texts.description }}
        members={membersOf({ ...kind, ...texts })}
        suggestedCountries={suggestedNames(t)}
        asksForCountries={needsCountries && kind.isPaid({})}
      />
    );
  });
}
