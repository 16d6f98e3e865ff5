import type { Metadata } from "next";
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
import { actorNames } from "../../../../_parts/actor-names";
import { purposeLabel } from "../../../../verifications/text";
import { resetTemplate, restoreTemplate } from "../../actions";
import { text } from "../../text";
import { History } from "./_parts/history";
import { TemplateEditor } from "./_parts/template-editor";

export const metadata: Metadata = { title: text.title };

export default async function TemplatePage({
  params,
}: PageProps<"/console/[project]/settings/templates/[purpose]/[locale]">) {
  const { project: id, purpose, locale: tag } = await params;
  const { ctx, project, operator, may } = await requireRole(id, "read");
  const locale = locales.find((one) => one === tag) ?? notFound();
  const name = { purpose, locale };
  const [versions, preview, nameOf, offered] = await Promise.all([
    listTemplateVersions(ctx, name),
    previewMessageTemplate(ctx, name),
    actorNames(ctx),
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
        back={{ href: `/console/${id}/settings/templates`, label: text.title }}
        title={text.heading(purposeLabel(purpose), languageName(locale))}
        badge={<Badge tone={isOwn ? "info" : "neutral"}>{isOwn ? text.own : text.ours}</Badge>}
        actions={
          isOwn &&
          may("settings.write") && (
            <ActionButton
              action={resetTemplate}
              fields={fields}
              done={text.wasReset}
              detail={text.resetText}
              undo={{
                action: restoreTemplate,
                fields: { ...fields, version: String(latest!.version) },
                done: text.restored,
              }}
              size="sm"
            >
              {text.reset}
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
      <Section title={text.history} description={text.historyText}>
        <History versions={versions.value} fields={fields} nameOf={nameOf} mayWrite={may("settings.write")} />
      </Section>
    </div>
  );
}
