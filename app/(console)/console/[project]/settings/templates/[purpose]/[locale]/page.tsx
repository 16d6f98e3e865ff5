import { notFound } from "next/navigation";
import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import {
  listProviderOrder,
  listTemplateVersions,
  ourTexts,
  partNames,
  parts,
  placeholdersOf,
  previewMessageTemplate,
} from "@/lib/delivery";
import { directionOf, languageName, locales } from "@/lib/i18n";
import { phoneChannels } from "@/lib/projects";
import { requireRole } from "../../../../../../_session/session";
import { getText, titled } from "../../../../../../_text/get-text";
import { actorNames } from "../../../../_parts/actor-names";
import { purposeLabel } from "../../../../verifications/purpose-label";
import { resetTemplate, restoreTemplate } from "../../actions";
import { History } from "./_parts/history";
import { TemplateEditor } from "./_parts/template-editor";

export const generateMetadata = titled("templates.title");

export default async function TemplatePage({
  params,
}: PageProps<"/console/[project]/settings/templates/[purpose]/[locale]">) {
  const t = await getText();
  const { project: id, purpose, locale: tag } = await params;
  const { ctx, project, operator, may } = await requireRole(id, "read");
  const locale = locales.find((one) => one === tag) ?? notFound();
  const name = { purpose, locale };
  const [versions, preview, nameOf, offered] = await Promise.all([
    listTemplateVersions(ctx, name),
    previewMessageTemplate(ctx, name),
    actorNames(ctx, t),
    Promise.all(phoneChannels.map((channel) => listProviderOrder(project.id, channel))),
  ]);
  if (!versions.ok || !preview.ok) notFound();
  const [latest] = versions.value;
  const texts = latest?.texts ?? {};
  const isOwn = Object.keys(texts).length > 0;
  const fields = { project: id, purpose, locale };

  return (
    <div className="grid gap-10">
      <PageHeader
        back={{ href: `/console/${id}/settings/templates`, label: t("templates.title") }}
        title={t("templates.heading", { purpose: purposeLabel(purpose, t), language: languageName(locale) })}
        badge={
          <Badge tone={isOwn ? "info" : "neutral"}>{isOwn ? t("templates.own") : t("templates.ours")}</Badge>
        }
        actions={
          isOwn &&
          may("settings.write") && (
            <ActionButton
              action={resetTemplate}
              fields={fields}
              done={t("templates.wasReset")}
              detail={t("templates.resetText")}
              undo={{
                action: restoreTemplate,
                fields: { ...fields, version: String(latest!.version) },
                done: t("templates.restored"),
              }}
              size="sm"
            >
              {t("templates.reset")}
            </ActionButton>
          )
        }
      />
      <TemplateEditor
        fields={fields}
        direction={directionOf(locale)}
        parts={partNames.map((name) => ({ name, ...parts[name], placeholders: placeholdersOf(name) }))}
        ours={ourTexts(locale, purpose)}
        saved={texts}
        version={latest?.version ?? 0}
        preview={preview.value}
        email={operator.email}
        phoneChannels={phoneChannels.filter((_, at) => offered[at]!.length > 0)}
        mayWrite={may("settings.write")}
      />
      <Section title={t("templates.history")} description={t("templates.historyText")}>
        <History versions={versions.value} fields={fields} nameOf={nameOf} mayWrite={may("settings.write")} />
      </Section>
    </div>
  );
}
