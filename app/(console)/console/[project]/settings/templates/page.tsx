import { MessageSquareText } from "lucide-react";
import type { Metadata, Route } from "next";
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
import { readQuery } from "../../_parts/list-query";
import { purposeLabel } from "../../verifications/text";
import { purposesOf } from "./purposes";
import { partLabels, text } from "./text";

export const metadata: Metadata = { title: text.title };

/** What the form asks for. It is sent as a query, so that it works without JavaScript. */
const Choice = z.object({
  purpose: z.string().max(32).optional().catch(undefined),
  locale: z.enum(locales).optional().catch(undefined),
});

export default async function TemplatesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/templates">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project } = await requireRole(id, "read");
  const path = `/console/${id}/settings/templates`;
  const { purpose, locale } = readQuery(Choice, search);
  if (purpose && locale && purposesOf(project).includes(purpose))
    redirect(`${path}/${purpose}/${locale}` as Route);
  const templates = await listMessageTemplates(ctx);

  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} description={text.description} />
      <ChoiceForm project={project} />
      {templates.length > 0 ? (
        <TemplateTable templates={templates} path={path} />
      ) : (
        <EmptyState icon={<MessageSquareText aria-hidden />} title={text.emptyTitle}>
          {text.emptyText}
        </EmptyState>
      )}
    </div>
  );
}

function ChoiceForm({ project }: { project: Project }) {
  return (
    <form className="flex flex-wrap items-end gap-4">
      <Field label={text.purpose} className="w-full sm:w-56">
        <Select
          name="purpose"
          options={Object.fromEntries(purposesOf(project).map((one) => [one, purposeLabel(one)]))}
        />
      </Field>
      <Field label={text.language} className="w-full sm:w-56">
        <Select name="locale" defaultValue={project.settings.defaultLocale}>
          {locales.map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {languageName(locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="primary">
        {text.open}
      </Button>
    </form>
  );
}

function TemplateTable({ templates, path }: { templates: MessageTemplate[]; path: string }) {
  return (
    <DataTable
      label={text.tableLabel}
      rows={templates}
      rowKey={({ purpose, locale }) => `${purpose} ${locale}`}
      columns={[
        {
          header: text.purpose,
          cell: ({ purpose, locale }) => (
            <RowLink href={`${path}/${purpose}/${locale}`}>{purposeLabel(purpose)}</RowLink>
          ),
        },
        { header: text.language, cell: ({ locale }) => <span lang={locale}>{languageName(locale)}</span> },
        {
          header: text.parts,
          cell: ({ texts }) => (Object.keys(texts) as PartName[]).map((name) => partLabels[name]).join(", "),
          className: "text-muted max-md:text-end md:max-w-96",
        },
        { header: text.changed, time: ({ changedAt }) => changedAt, none: "" },
      ]}
    />
  );
}
