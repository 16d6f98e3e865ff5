import { and, asc, desc, eq, exists, inArray, type SQL, sql } from "drizzle-orm";
import { identifiers, users } from "@/drizzle/schema";
import { db, isAfterPage, isNewerThan, type Tx } from "@/lib/db";
import { newId, newNumber } from "@/lib/id";
import type { Identifier } from "./identifier";
import { listRowsOf } from "./social/repository";
import type { User, UserIdentifier } from "./user";

type Row = typeof users.$inferSelect;

const isUser = (projectId: string, id: string) => and(eq(users.projectId, projectId), eq(users.id, id));
const isOf = (userId: string, type: UserIdentifier["type"]) =>
  and(eq(identifiers.userId, userId), eq(identifiers.type, type));

export interface Page {
  before?: { createdAt: Date; id: string };
  /** Only newer ones. */
  after?: { createdAt: Date; id: string };
  limit: number;
}

export interface UserFilter extends Page {
  externalId?: string;
  identifier?: HeldValue;
  ids?: readonly string[];
}

/** Newest first, each with its identifiers. */
export async function listRows(projectId: string, filter: UserFilter): Promise<User[]> {
  const { before, after, externalId, identifier, ids } = filter;
  const rows = await db()
    .select()
    .from(users)
    .where(
      and(
        eq(users.projectId, projectId),
        externalId === undefined ? undefined : eq(users.externalId, externalId),
        ids && inArray(users.id, [...ids]),
        identifier &&
          exists(db().select({ one: sql`1` }).from(identifiers).where(holds(projectId, identifier))),
        isAfterPage(users, before),
        isNewerThan(users, after),
      ),
    )
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(filter.limit);
  return withIdentifiers(rows);
}

/** What identifiers are compared by. */
export type HeldValue = Pick<UserIdentifier, "type" | "normalized">;

function holds(projectId: string, { type, normalized }: HeldValue): SQL | undefined {
  return and(
    eq(identifiers.projectId, projectId),
    eq(identifiers.type, type),
    eq(identifiers.normalized, normalized),
    eq(identifiers.userId, users.id),
  );
}

export async function findRow(projectId: string, id: string, tx: Tx = db()): Promise<User | undefined> {
  const rows = await tx.select().from(users).where(isUser(projectId, id));
  const [user] = await withIdentifiers(rows, tx);
  return user;
}

/** These users, each with identifiers and social accounts. */
export async function withIdentifiers(rows: Row[], tx: Tx = db()): Promise<User[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const held = await tx
    .select()
    .from(identifiers)
    .where(inArray(identifiers.userId, ids))
    .orderBy(asc(identifiers.createdAt), asc(identifiers.id));
  const accounts = await listRowsOf(ids, tx);
  return rows.map((row) => ({
    ...row,
    identifiers: held.filter(({ userId }) => userId === row.id),
    socialAccounts: accounts.filter(({ userId }) => userId === row.id),
  }));
}

/**
 * Locks the user against other changes of its identifiers until the transaction ends. A proof that links an identifier only
 * references the user and is not blocked. Returns whether the user exists.
 */
export async function lockUser(tx: Tx, projectId: string, id: string): Promise<boolean> {
  const locked = await tx
    .select({ id: users.id })
    .from(users)
    .where(isUser(projectId, id))
    .for("no key update");
  return locked.length > 0;
}

export interface UserFields {
  name?: string | null;
  externalId?: string | null;
  wireContext?: Record<string, unknown>;
}

export async function insertUser(tx: Tx, projectId: string, fields: UserFields): Promise<Row> {
  const [row] = await tx
    .insert(users)
    .values({ id: newId(), number: newNumber(), projectId, ...fields })
    .returning();
  return row!;
}

export async function updateRow(
  tx: Tx,
  projectId: string,
  id: string,
  { isSuspended, ...fields }: UserFields & { isSuspended?: boolean },
): Promise<void> {
  const suspendedAt = isSuspended === undefined ? undefined : isSuspended ? sql`now()` : null;
  await tx
    .update(users)
    .set({ ...fields, suspendedAt, updatedAt: sql`now()` })
    .where(isUser(projectId, id));
}

/** Deletes the user and, by cascade, the identifiers. */
export async function deleteRow(tx: Tx, projectId: string, id: string): Promise<void> {
  await tx.delete(users).where(isUser(projectId, id));
}

export interface NewIdentifier extends Identifier {
  id: string;
  projectId: string;
  userId: string;
  isPrimary: boolean;
  isAsserted: boolean;
  /** The verification that proved it. */
  provenBy?: string;
}

/**
 * Adds identifiers to one user, in the order of their values, so that parallel calls with the same ones wait for each other
 * in the same order and cannot deadlock.
 */
export async function insertIdentifiers(tx: Tx, added: readonly NewIdentifier[]): Promise<UserIdentifier[]> {
  if (added.length === 0) return [];
  const inOrder = added.toSorted((a, b) => (a.normalized < b.normalized ? -1 : 1));
  return tx
    .insert(identifiers)
    .values(
      inOrder.map(({ country, isAsserted, provenBy, ...row }) => ({
        ...row,
        number: newNumber(),
        ...(isAsserted && { verifiedAt: sql`now()`, evidence: "asserted" as const }),
        ...(provenBy !== undefined && proven(provenBy)),
      })),
    )
    .returning();
}

function proven(verificationId: string) {
  return { verifiedAt: sql`now()`, evidence: "proven" as const, lastVerificationId: verificationId };
}

/** Marks an identifier as verified. The user must be locked. */
export async function confirmIdentifier(tx: Tx, id: string, verificationId: string): Promise<UserIdentifier> {
  const [row] = await tx
    .update(identifiers)
    .set(proven(verificationId))
    .where(eq(identifiers.id, id))
    .returning();
  return row!;
}

export async function findOwn(
  tx: Tx,
  userId: string,
  { type, normalized }: Pick<Identifier, "type" | "normalized">,
): Promise<UserIdentifier | undefined> {
  const [row] = await tx
    .select()
    .from(identifiers)
    .where(and(isOf(userId, type), eq(identifiers.normalized, normalized)));
  return row;
}

export async function hasPrimary(tx: Tx, userId: string, type: Identifier["type"]): Promise<boolean> {
  return (await findPrimary(tx, userId, type)) !== undefined;
}

export async function findPrimary(
  tx: Tx,
  userId: string,
  type: Identifier["type"],
): Promise<UserIdentifier | undefined> {
  const [row] = await tx
    .select()
    .from(identifiers)
    .where(and(isOf(userId, type), identifiers.isPrimary));
  return row;
}

export interface IdentifierKey {
  projectId: string;
  userId: string;
  identifierId: string;
}

const isAt = ({ projectId, userId, identifierId }: IdentifierKey) =>
  and(eq(identifiers.projectId, projectId), eq(identifiers.userId, userId), eq(identifiers.id, identifierId));

export async function findIdentifierRow(
  place: IdentifierKey,
  tx: Tx = db(),
): Promise<UserIdentifier | undefined> {
  const [row] = await tx.select().from(identifiers).where(isAt(place));
  return row;
}

/** A user's identifiers, newest first. */
export async function listIdentifierRows(
  projectId: string,
  userId: string,
  page: Page,
): Promise<UserIdentifier[]> {
  const { before } = page;
  return db()
    .select()
    .from(identifiers)
    .where(
      and(
        eq(identifiers.projectId, projectId),
        eq(identifiers.userId, userId),
        isAfterPage(identifiers, before),
      ),
    )
    .orderBy(desc(identifiers.createdAt), desc(identifiers.id))
    .limit(page.limit);
}

export async function deleteIdentifierRow(tx: Tx, place: IdentifierKey): Promise<UserIdentifier | undefined> {
  const [row] = await tx.delete(identifiers).where(isAt(place)).returning();
  return row;
}

/** Makes an identifier primary and the current primary one secondary. The user must be locked. */
export async function movePrimary(tx: Tx, { userId, type, id }: UserIdentifier): Promise<UserIdentifier> {
  await tx
    .update(identifiers)
    .set({ isPrimary: false })
    .where(and(isOf(userId, type), identifiers.isPrimary));
  const [row] = await tx
    .update(identifiers)
    .set({ isPrimary: true })
    .where(eq(identifiers.id, id))
    .returning();
  return row!;
}

/** The identifier that replaces a removed primary one: the oldest verified one, or else the oldest. */
export async function findSuccessor(
  tx: Tx,
  { userId, type }: UserIdentifier,
): Promise<UserIdentifier | undefined> {
  const [row] = await tx
    .select()
    .from(identifiers)
    .where(isOf(userId, type))
    .orderBy(sql`${identifiers.verifiedAt} is null`, asc(identifiers.createdAt), asc(identifiers.id))
    .limit(1);
  return row;
}
