import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import { broaderLocales, type Locale } from "@/lib/i18n";
import type { Project } from "@/lib/projects";
import { textsOfPurpose } from "../texts-of-purpose";
import { hasTexts, type MessageTexts } from "./parts";
import { listLatest, type TemplateName } from "./repository";

/** A project's own texts by purpose and language. */
type OwnTexts = ReadonlyMap<string, MessageTexts>;

// Shared by all copies of this module, so that the worker sees the console's changes immediately.
const place = globalThis as typeof globalThis & { countersignMessageTemplates?: CachedLookup<OwnTexts> };
place.countersignMessageTemplates ??= openCache();
const cache = place.countersignMessageTemplates;

function openCache(): CachedLookup<OwnTexts> {
  const cache = new CachedLookup(readOwnTexts);
  onChange((change) => {
    if (!change) cache.clear();
    else if (change.table === "message_templates") cache.delete(change.key);
  });
  return cache;
}

async function readOwnTexts(projectId: string): Promise<OwnTexts> {
  const latest = await listLatest(projectId);
  const own = latest.filter(({ texts }) => hasTexts(texts));
  return new Map(own.map((row) => [keyOf(row.purpose, row.locale), row.texts]));
}

const keyOf = (purpose: string, locale: string) => `${purpose} ${locale}`;

/** Clears a project's texts from this process's cache, so that its own changes are visible immediately. */
export function forgetMessageTemplates(projectId: string): void {
  cache.delete(projectId);
}

const none: MessageTexts = {};

/**
 * A project's own texts for a message; empty if all are ours. A purpose without any has those of `confirm` or `authenticate`,
 * and a language without any those of the language that includes it: "es-419", then "es".
 */
export async function ownTexts(project: Project, purpose: string, locale: Locale): Promise<MessageTexts> {
  return project.hasMessageTemplates ? firstTexts(project, candidates(purpose, locale)) : none;
}

/** The texts that a message has if its own template has none. */
export async function inheritedTexts(
  project: Project,
  { purpose, locale }: TemplateName,
): Promise<MessageTexts> {
  return firstTexts(project, candidates(purpose, locale).slice(1));
}

/** The templates of a message by precedence, its own first. */
function candidates(purpose: string, locale: Locale): string[] {
  const purposes = new Set([purpose, textsOfPurpose(purpose)]);
  return [...purposes].flatMap((purpose) => broaderLocales(locale).map((locale) => keyOf(purpose, locale)));
}

async function firstTexts(project: Project, keys: readonly string[]): Promise<MessageTexts> {
  const own = await cache.get(project.id);
  const key = keys.find((key) => own.has(key));
  return key === undefined ? none : own.get(key)!;
}
