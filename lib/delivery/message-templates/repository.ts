import { and, desc, eq, lte } from "drizzle-orm";
import { messageTemplates as t } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import type { Locale } from "@/lib/i18n";

export type TemplateRow = typeof t.$inferSelect;
export type NewTemplateRow = typeof t.$inferInsert;

/** What a template is found by. */
export interface TemplateName {
  purpose: string;
  locale: Locale;
}

const isNamed = (projectId: string, { purpose, locale }: TemplateName) =>
  and(eq(t.projectId, projectId), eq(t.purpose, purpose), eq(t.locale, locale));

/** The latest version of each of a project's templates, including those that are ours again. */
export async function listLatest(projectId: string, tx: Tx = db()): Promise<TemplateRow[]> {
  return tx
    .selectDistinctOn([t.purpose, t.locale])
    .from(t)
    .where(eq(t.projectId, projectId))
    .orderBy(t.purpose, t.locale, desc(t.version));
}

/** A template's versions, the latest first. */
export async function listVersions(
  projectId: string,
  name: TemplateName,
  { limit, tx = db() }: { limit: number; tx?: Tx },
): Promise<TemplateRow[]> {
  return tx.select().from(t).where(isNamed(projectId, name)).orderBy(desc(t.version)).limit(limit);
}

export async function findVersion(
  projectId: string,
  name: TemplateName,
  version: number,
): Promise<TemplateRow | null> {
  const [row] = await db()
    .select()
    .from(t)
    .where(and(isNamed(projectId, name), eq(t.version, version)));
  return row ?? null;
}

export async function insertVersion(row: NewTemplateRow, tx: Tx): Promise<TemplateRow> {
  const [inserted] = await tx.insert(t).values(row).returning();
  return inserted!;
}

/** Deletes a template's versions up to this one. */
export async function deleteVersions(
  projectId: string,
  name: TemplateName,
  upTo: number,
  tx: Tx,
): Promise<void> {
  await tx.delete(t).where(and(isNamed(projectId, name), lte(t.version, upTo)));
}
