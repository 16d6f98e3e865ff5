import { PageHeader } from "@/app/_ui/page-header";
import { env } from "@/lib/env";
import { languageName, locales } from "@/lib/i18n";
import { logoPath } from "@/lib/projects";
import { requireRole } from "../../../_session/session";
import { ClientText } from "../../../_text/client-text";
import { getText, titled } from "../../../_text/get-text";
import { DomainSection } from "./_parts/domain-section";
import { GeneralForm } from "./_parts/general-form";

export const generateMetadata = titled("general.title");

export default async function GeneralPage({ params }: PageProps<"/console/[project]/settings">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, may } = await requireRole(id, "read");
  const { branding, defaultLocale } = project.settings;
  return (
    <ClientText parts={["general"]}>
      <div className="grid gap-8">
        <PageHeader title={t("general.title")} description={t("general.description")} />
        <GeneralForm
          project={id}
          languages={Object.fromEntries(locales.map((locale) => [locale, languageName(locale)]))}
          mayWrite={may("settings.write")}
          isTest={project.environment === "test"}
          logo={logoPath(project)}
          general={{
            name: project.name,
            brandName: branding.name ?? "",
            accent: branding.accent ?? "",
            darkAccent: branding.darkAccent ?? "",
            radius: branding.radiusPixels?.toString() ?? "",
            logoUrl: branding.logoUrl ?? "",
            supportEmail: branding.supportEmail ?? "",
            locale: defaultLocale,
            usePaidProviders: project.settings.usePaidProviders,
          }}
        />
        <DomainSection
          project={id}
          domain={project.domain}
          publicHost={new URL(env.PUBLIC_URL).hostname}
          mayWrite={may("settings.write")}
        />
      </div>
    </ClientText>
  );
}
