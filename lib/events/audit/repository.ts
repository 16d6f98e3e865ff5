import { and, asc, desc, eq, gt, gte, inArray, lt, or, sql } from "drizzle-orm";
import { auditEntries, auditHead } from "@/drizzle/schema";
import { db, patternContaining } from "@/lib/db";

export type AuditEntry = typeof auditEntries.$inferSelect;

export interface AuditFilter {
  /** The entries of this project … */
  projectId: string;
  /** … and those of another one by these actors: what a team did with its accounts. */
  accounts?: { projectId: string; actors: string[] };
  /** Types with one of these beginnings, such as `api_key`. */
  kinds?: readonly string[];
  actor?: string;
  /** A part of the type or of the data, in any letter case. */
  text?: string;
  from?: Date;
}

export interface AuditPage {
  /** Only entries before this number. */
  before?: number;
  /** Only entries after this number. */
  after?: number;
  limit: number;
}

/** Entries, the last one first. */
export async function listAuditEntries(
  filter: AuditFilter,
  { before, after, limit }: AuditPage,
): Promise<AuditEntry[]> {
  return db()
    .select()
    .from(auditEntries)
    .where(
      and(
        matches(filter),
        before === undefined ? undefined : lt(auditEntries.sequence, before),
        after === undefined ? undefined : gt(auditEntries.sequence, after),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(limit);
}

function matches({ projectId, accounts, kinds, actor, text, from }: AuditFilter) {
  const ofProject = eq(auditEntries.projectId, projectId);
  const ofAccounts =
    accounts && accounts.actors.length > 0
      ? and(eq(auditEntries.projectId, accounts.projectId), inArray(auditEntries.actor, accounts.actors))
      : undefined;
  const part = text && patternContaining(text);
  return and(
    or(ofProject, ofAccounts),
    kinds && inArray(sql`split_part(${auditEntries.type}, '.', 1)`, [...kinds]),
    actor === undefined ? undefined : eq(auditEntries.actor, actor),
    from && gte(auditEntries.createdAt, from),
    part ? sql`(${auditEntries.type} ilike ${part} or ${auditEntries.data}::text ilike ${part})` : undefined,
  );
}

export interface AuditLink {
  sequence: number;
  /** What the hash is computed of, besides the hash before it. */
  content: string;
  hash: Buffer;
}

/** Numbers, contents and hashes of the entries after one, in order. */
export async function readLinks(after: number, limit: number): Promise<AuditLink[]> {
  return db()
    .select({
      sequence: auditEntries.sequence,
      content: sql<string>`audit_content(${auditEntries})`,
      hash: auditEntries.hash,
    })
    .from(auditEntries)
    .where(gt(auditEntries.sequence, after))
    .orderBy(asc(auditEntries.sequence))
    .limit(limit);
}

export interface AuditHead {
  sequence: number;
  hash: Buffer;
}

export async function readAuditHead(): Promise<AuditHead> {
  const [row] = await db().select({ sequence: auditHead.sequence, hash: auditHead.hash }).from(auditHead);
  if (!row) throw new Error("The audit log's head is missing.");
  return row;
}

export async function findAuditHash(sequence: number): Promise<Buffer | null> {
  const [row] = await db()
    .select({ hash: auditEntries.hash })
    .from(auditEntries)
    .where(eq(auditEntries.sequence, sequence));
  return row?.hash ?? null;
}
