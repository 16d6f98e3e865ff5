import type { Ctx } from "@/lib/access";
import { knownLocale, type Locale } from "@/lib/i18n";
import { resolvePolicy } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { inheritedTexts } from "./own-texts";
import { type GivenTexts, givenTexts, hasTexts, type MessageTexts } from "./parts";
import { findVersion, listLatest, listVersions, type TemplateName, type TemplateRow } from "./repository";

/** The texts of a project's messages for one purpose in one language. */
export interface MessageTemplate {
  purpose: string;
  locale: Locale;
  /** The number of the latest change. 0: never changed. */
  version: number;
  /** The project's own; a missing part has our text. */
  texts: MessageTexts;
  /** Null if it was never changed. */
  changedAt: Date | null;
  /** Like `events.actor`. */
  changedBy: string | null;
}

/** The project has no policy for the purpose. */
export type PurposeUnknown = { code: "purpose_unknown"; purpose: string };
export type TemplateRefusal = PurposeUnknown | { code: "message_template_version_not_found" };

/** Older versions are deleted. */
export const keptVersions = 50;

/** Every template with own texts, in the order of purposes and languages. */
export async function listMessageTemplates(ctx: Ctx): Promise<MessageTemplate[]> {
  const latest = await listLatest(ctx.project.id);
  return latest.filter(({ texts }) => hasTexts(texts)).map(toTemplate);
}

/** A template. Without own texts, it is still there, and empty. */
export async function findMessageTemplate(
  ctx: Ctx,
  name: TemplateName,
): Promise<Result<MessageTemplate, PurposeUnknown>> {
  const known = knownPurpose(ctx, name.purpose);
  if (!known.ok) return known;
  const [latest] = await listVersions(ctx.project.id, name, { limit: 1 });
  return ok(latest ? toTemplate(latest) : untouched(name));
}

/** A template's versions, the latest first. A version without texts is a return to ours. */
export async function listTemplateVersions(
  ctx: Ctx,
  name: TemplateName,
): Promise<Result<MessageTemplate[], PurposeUnknown>> {
  const known = knownPurpose(ctx, name.purpose);
  if (!known.ok) return known;
  return ok((await listVersions(ctx.project.id, name, { limit: keptVersions })).map(toTemplate));
}

/** A version, for restoring it. */
export async function findTemplateVersion(
  ctx: Ctx,
  name: TemplateName,
  version: number,
): Promise<Result<MessageTemplate, TemplateRefusal>> {
  const known = knownPurpose(ctx, name.purpose);
  if (!known.ok) return known;
  const row = await findVersion(ctx.project.id, name, version);
  return row ? ok(toTemplate(row)) : refuse({ code: "message_template_version_not_found" });
}

/** The texts that a message would have: as given, else the saved ones, else those that it inherits. */
export async function textsInEffect(
  ctx: Ctx,
  name: TemplateName,
  given: GivenTexts | undefined,
): Promise<Result<MessageTexts, PurposeUnknown>> {
  const saved = await findMessageTemplate(ctx, name);
  if (!saved.ok) return saved;
  const texts = given ? givenTexts(given) : saved.value.texts;
  return ok(hasTexts(texts) ? texts : await inheritedTexts(ctx.project, name));
}

export function knownPurpose({ project }: Ctx, purpose: string): Result<true, PurposeUnknown> {
  const isKnown = resolvePolicy(project.settings.policies, purpose, "email") !== null;
  return isKnown ? ok(true) : refuse({ code: "purpose_unknown", purpose });
}

export function untouched(name: TemplateName): MessageTemplate {
  return { ...name, version: 0, texts: {}, changedAt: null, changedBy: null };
}

export function toTemplate(row: TemplateRow): MessageTemplate {
  const { purpose, locale, version, texts, createdAt, createdBy } = row;
  return {
    purpose,
    locale: knownLocale(locale),
    version,
    // PostgreSQL keeps members in an order of its own.
    texts: givenTexts(texts),
    changedAt: createdAt,
    changedBy: createdBy,
  };
}
