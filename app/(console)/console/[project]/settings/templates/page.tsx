import { MessageSquareText } from "lucide-react";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { Field } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Select } from "@/app/_ui/select";
import { RowLink } from "@/app/_ui/table";
import { listMessageTemplates, type MessageTemplate, type PartName } from "@/lib/delivery";
import { languageName, locales } from "@/lib/i18n";
import type { Project } from "@/lib/projects";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { readQuery } from "../../_parts/list-query";
import { purposeLabel } from "../../verifications/purpose-label";
import { purposesOf } from "./purposes";

export const generateMetadata = titled("templates.title");

/** What the form asks for. It is sent as a query, so that it works without JavaScript. */
const Choice = z.object({
  purpose: z.string().max(32).optional().catch(undefined),
  locale: z.enum(locales).optional().catch(undefined),
});

export default async function TemplatesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/templates">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project } = await requireRole(id, "read");
  const path = `/console/${id}/settings/templates`;
  const { purpose, locale } = readQuery(Choice, search);
  if (purpose && locale && purposesOf(project).includes(purpose))
    redirect(`${path}/${purpose}/${locale}` as Route);
  const templates = await listMessageTemplates(ctx);

  return (
    <div className="grid gap-8">
      <PageHeader title={t("templates.title")} description={t("templates.description")} />
      <ChoiceForm project={project} />
      {templates.length > 0 ? (
        <TemplateTable templates={templates} path={path} />
      ) : (
        <EmptyState icon={<MessageSquareText aria-hidden />} title={t("templates.emptyTitle")}>
          {t("templates.emptyText")}
        </EmptyState>
      )}
    </div>
  );
}

async function ChoiceForm({ project }: { project: Project }) {
  const t = await getText();
  return (
    <form className="flex flex-wrap items-end gap-4">
      <Field label={t("templates.purpose")} className="w-full sm:w-56">
        <Select
          name="purpose"
          options={Object.fromEntries(purposesOf(project).map((one) => [one, purposeLabel(one, t)]))}
        />
      </Field>
      <Field label={t("templates.language")} className="w-full sm:w-56">
        <Select name="locale" defaultValue={project.settings.defaultLocale}>
          {locales.map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {languageName(locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="primary">
        {t("templates.open")}
      </Button>
    </form>
  );
}

async function TemplateTable({ templates, path }: { templates: MessageTemplate[]; path: string }) {
  const t = await getText();
  return (
    <DataTable
      label={t("templates.tableLabel")}
      rows={templates}
      rowKey={({ purpose, locale }) => `${purpose} ${locale}`}
      columns={[
        {
          header: t("templates.purpose"),
          cell: ({ purpose, locale }) => (
            <RowLink href={`${path}/${purpose}/${locale}`}>{purposeLabel(purpose, t)}</RowLink>
          ),
        },
        {
          header: t("templates.language"),
          cell: ({ locale }) => <span lang={locale}>{languageName(locale)}</span>,
        },
        {
          header: t("templates.parts"),
          cell: ({ texts }) =>
            (Object.keys(texts) as PartName[]).map((name) => t(`templates.partNames.${name}`)).join(", "),
          className: "text-muted max-md:text-end md:max-w-96",
        },
        { header: t("templates.changed"), time: ({ changedAt }) => changedAt, none: "" },
      ]}
    />
  );
}
