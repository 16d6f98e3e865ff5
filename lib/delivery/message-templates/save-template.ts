import { isDeepStrictEqual } from "node:util";
import { actorOf, type Ctx, forgetKeys, record } from "@/lib/access";
import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import { lockProject, updateProject } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { forgetMessageTemplates } from "./own-texts";
import { type GivenTexts, givenTexts, hasTexts, partNames } from "./parts";
import { deleteVersions, insertVersion, listLatest, listVersions, type TemplateName } from "./repository";
import {
  findTemplateVersion,
  keptVersions,
  knownPurpose,
  type MessageTemplate,
  type PurposeUnknown,
  type TemplateRefusal,
  toTemplate,
  untouched,
} from "./template";

/**
 * Replaces all texts of a template, which must be valid. Parts that are missing have our text again, so that no texts are
 * a return to ours. Unchanged texts make no version and no event.
 */
export async function saveMessageTemplate(
  ctx: Ctx,
  name: TemplateName,
  texts: GivenTexts,
): Promise<Result<MessageTemplate, PurposeUnknown>> {
  const known = knownPurpose(ctx, name.purpose);
  return known.ok ? ok(await addVersion(ctx, name, texts)) : known;
}

/** Makes an earlier version the latest one. */
export async function restoreMessageTemplate(
  ctx: Ctx,
  name: TemplateName,
  version: number,
): Promise<Result<MessageTemplate, TemplateRefusal>> {
  const found = await findTemplateVersion(ctx, name, version);
  return found.ok ? ok(await addVersion(ctx, name, found.value.texts, version)) : found;
}

async function addVersion(
  ctx: Ctx,
  name: TemplateName,
  given: GivenTexts,
  restored?: number,
): Promise<MessageTemplate> {
  const texts = givenTexts(given);
  const { id: projectId } = ctx.project;
  const saved = await db().transaction(async (tx) => {
    // Versions of a project are counted one after the other.
    const { hasMessageTemplates } = await lockProject(projectId, tx);
    const [latest] = await listVersions(projectId, name, { limit: 1, tx });
    const before = latest ? toTemplate(latest) : untouched(name);
    if (isDeepStrictEqual(before.texts, texts)) return before;
    const version = before.version + 1;
    const row = { id: newId(), projectId, ...name, version, texts, createdBy: actorOf(ctx.caller) };
    const inserted = await insertVersion(row, tx);
    await deleteVersions(projectId, name, version - keptVersions, tx);
    await flagProject(projectId, hasMessageTemplates, tx);
    const changed = partNames.filter((part) => before.texts[part] !== texts[part]);
    const facts = { ...name, version, parts: changed, ...(restored !== undefined && { restored }) };
    await record(ctx, "message_template.updated", facts, tx);
    return toTemplate(inserted);
  });
  forgetMessageTemplates(projectId);
  forgetKeys();
  return saved;
}

/** Records on the project whether it has own texts. */
async function flagProject(projectId: string, before: boolean, tx: Tx): Promise<void> {
  const latest = await listLatest(projectId, tx);
  const hasMessageTemplates = latest.some(({ texts }) => hasTexts(texts));
  if (hasMessageTemplates !== before) await updateProject(projectId, { hasMessageTemplates }, tx);
}
