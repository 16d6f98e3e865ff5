import { z } from "zod";
import type { Ctx } from "@/lib/access";
import type { Project, TwilioTemplate } from "@/lib/projects";
import { toSid } from "./sids";
import { PageMeta, type PageQuery, pageMeta, slicePage } from "./wire/paging";

export const TemplateResource = z.strictObject({
  sid: z.string(),
  account_sid: z.string(),
  friendly_name: z.string(),
  channels: z.array(z.string()),
  translations: z.record(
    z.string(),
    z.strictObject({
      locale: z.string(),
      text: z.string(),
      status: z.string(),
      is_default_translation: z.boolean(),
    }),
  ),
});

export const TemplateList = z.strictObject({ templates: z.array(TemplateResource), meta: PageMeta });

export const TemplateQuery = z.object({ FriendlyName: z.string().max(64).optional() });

/** The project's templates. They are written in its settings, so none waits for an approval. */
export function listTemplates(
  ctx: Ctx,
  { FriendlyName: name, ...query }: PageQuery & { FriendlyName?: string },
): z.input<typeof TemplateList> {
  const found = ctx.project.settings.dialects.twilio.templates.filter(
    ({ friendlyName }) => name === undefined || friendlyName === name,
  );
  const { rows, hasNext } = slicePage(found, query);
  const filters: Record<string, string> = name === undefined ? {} : { FriendlyName: name };
  return {
    templates: rows.map((template) => toTemplateResource(ctx.project, template)),
    meta: pageMeta({ key: "templates", path: "/Templates", query, filters, hasNext }),
  };
}

function toTemplateResource(project: Project, template: TwilioTemplate): z.input<typeof TemplateResource> {
  return {
    sid: template.sid,
    account_sid: toSid("AC", project.id),
    friendly_name: template.friendlyName,
    channels: template.channels,
    translations: Object.fromEntries(
      template.translations.map(({ locale, text }, at) => [
        locale,
        { locale, text, status: "approved", is_default_translation: at === 0 },
      ]),
    ),
  };
}

interface Filling {
  locale: string | undefined;
  friendlyName: string;
  substitutions: Readonly<Record<string, string>>;
}

/** The text of a message, with our own slots for the code and its lifetime. The caller's unknown slots are removed. */
export function fillTemplate(
  { translations }: TwilioTemplate,
  { locale, friendlyName, substitutions }: Filling,
): string {
  const wanted = locale?.toLowerCase();
  const language = wanted?.split("-")[0];
  const byLocale = (name: string | undefined) =>
    translations.find((translation) => translation.locale.toLowerCase() === name);
  const { text } = byLocale(wanted) ?? byLocale(language) ?? translations[0]!;
  const values: Record<string, string> = {
    ...substitutions,
    code: "{otp}",
    ttl: "{minutes}",
    friendly_name: friendlyName,
  };
  return text.replace(/\{\{\s*(\w{1,64})\s*\}\}/g, (_, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : "",
  );
}
