import { z as four } from "zod";
import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { randomCharacters } from "@/lib/id";
import type { LogtoEmailTemplate } from "@/lib/projects";
import { logtoUsageTypes } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { changeSettings } from "../change-settings";
import { type LogtoError, logtoError } from "../errors";
import { column, listQuery } from "../wire";

const details = z.object({
  subject: z.string().max(1000),
  content: z.string().max(100_000),
  contentType: z.union([z.literal("text/html"), z.literal("text/plain")]).optional(),
  replyTo: z.string().max(1000).optional(),
  sendFrom: z.string().max(1000).optional(),
});

const languageTag = column(16);
const templateType = z.enum(logtoUsageTypes);

export const PutTemplatesBody = z.object({
  templates: z.array(z.object({ languageTag, templateType, details })).min(1).max(200),
});

export const TemplateDetailsBody = details.partial();

export const TemplatesQuery = listQuery({
  languageTag: languageTag.optional(),
  templateType: templateType.optional(),
});
type Filter = z.output<typeof TemplatesQuery>;

export const TemplateResource = four.strictObject({
  tenantId: four.string(),
  id: four.string(),
  languageTag: four.string(),
  templateType: four.string(),
  details: four.record(four.string(), four.unknown()),
  createdAt: four.number(),
});

export const RemovedResource = four.strictObject({ rowCount: four.number() });

/** The most templates of a project. */
const most = 500;

export const showTemplate = (template: LogtoEmailTemplate) => ({ tenantId: "default", ...template });

const templatesOf = ({ project }: Ctx) => project.settings.dialects.logto.emailTemplates;

const fits =
  ({ languageTag, templateType }: Filter) =>
  (one: LogtoEmailTemplate) =>
    (languageTag === undefined || one.languageTag === languageTag) &&
    (templateType === undefined || one.templateType === templateType);

export const listTemplates = (ctx: Ctx, filter: Filter) => templatesOf(ctx).filter(fits(filter));

/** Creates templates. One for the same language and usage is replaced and keeps its id. */
export async function putTemplates(
  ctx: Ctx,
  { templates }: z.output<typeof PutTemplatesBody>,
): Promise<Result<LogtoEmailTemplate[], LogtoError<"entity.value_too_long">>> {
  const createdAt = Date.now();
  const isSame = (a: Filter) => (b: Filter) =>
    a.languageTag === b.languageTag && a.templateType === b.templateType;
  const merge = (before: readonly LogtoEmailTemplate[]) => {
    const all = [...before];
    for (const given of templates) {
      const at = all.findIndex(isSame(given));
      if (at < 0) all.push({ ...given, id: randomCharacters(12), createdAt });
      else all[at] = { ...all[at]!, details: given.details };
    }
    return all;
  };
  if (merge(templatesOf(ctx)).length > most) return logtoError("entity.value_too_long", { status: 422 });
  const project = await changeSettings(ctx, ({ emailTemplates }) => ({
    emailTemplates: merge(emailTemplates),
  }));
  const now = project.settings.dialects.logto.emailTemplates;
  return ok(templates.map((given) => now.find(isSame(given))!));
}

type NoSuchTemplate = LogtoError<"entity.not_exists_with_id">;
const noSuchTemplate = (id: string) =>
  logtoError("entity.not_exists_with_id", { status: 404, slots: { name: "email_templates", id } });

export function findTemplate(ctx: Ctx, id: string): Result<LogtoEmailTemplate, NoSuchTemplate> {
  const found = templatesOf(ctx).find((one) => one.id === id);
  return found ? ok(found) : noSuchTemplate(id);
}

export async function changeTemplate(
  ctx: Ctx,
  id: string,
  given: z.output<typeof TemplateDetailsBody>,
): Promise<Result<LogtoEmailTemplate, NoSuchTemplate>> {
  const project = await changeSettings(ctx, ({ emailTemplates }) => ({
    emailTemplates: emailTemplates.map((one) =>
      one.id === id ? { ...one, details: { ...one.details, ...given } } : one,
    ),
  }));
  const found = project.settings.dialects.logto.emailTemplates.find((one) => one.id === id);
  return found ? ok(found) : noSuchTemplate(id);
}

export async function removeTemplate(ctx: Ctx, id: string): Promise<Result<undefined, NoSuchTemplate>> {
  const found = findTemplate(ctx, id);
  if (!found.ok) return found;
  await changeSettings(ctx, ({ emailTemplates }) => ({
    emailTemplates: emailTemplates.filter((one) => one.id !== id),
  }));
  return ok(undefined);
}

/** Deletes several templates. Requires a filter, so that nobody deletes all by mistake. */
export async function removeTemplates(
  ctx: Ctx,
  filter: Filter,
): Promise<Result<{ rowCount: number }, LogtoError<"connector.email_connector.bulk_deletion_no_filter">>> {
  if (filter.languageTag === undefined && filter.templateType === undefined)
    return logtoError("connector.email_connector.bulk_deletion_no_filter", { status: 422 });
  let rowCount = 0;
  await changeSettings(ctx, ({ emailTemplates }) => {
    const rest = emailTemplates.filter((one) => !fits(filter)(one));
    rowCount = emailTemplates.length - rest.length;
    return { emailTemplates: rest };
  });
  return ok({ rowCount });
}
