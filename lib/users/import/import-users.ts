import type { SocialProfile } from "@/drizzle/schema";
import { type Ctx, record } from "@/lib/access";
import { db, isUniqueViolation } from "@/lib/db";
import { derivedId, newId, newNumber } from "@/lib/id";
import { type IdentifierInput, parseIdentifier } from "../identifier";
import { isImportedHash } from "../passwords/imported-hash";
import { findTaken, insertAll, type NewRows, type Taken } from "./repository";

export interface ImportedIdentifier {
  type: "email" | "phone" | "username";
  value: string;
  /** Null: unverified. Not used for usernames. */
  verifiedAt: Date | null;
}

/** A user of another system. */
export interface ImportedUser {
  /** Its id there. A user with a known key is never imported twice. */
  key: string;
  /** Becomes the user's id here, if it is free: a UUID. */
  id?: string;
  /** Becomes the user's number here, if it is free. */
  number?: bigint;
  name?: string | null;
  externalId?: string | null;
  /** Default: now. */
  createdAt?: Date;
  /** The first one of each type becomes primary. */
  identifiers: readonly ImportedIdentifier[];
  socialAccounts?: readonly { provider: string; subject: string; profile?: Partial<SocialProfile> }[];
  /** bcrypt, or a PHC string of argon2, scrypt or PBKDF2. */
  passwordHash?: string | null;
  wireContext?: Record<string, unknown>;
}

export interface ImportConflict {
  key: string;
  reason:
    | "email_invalid"
    | "phone_invalid"
    | "external_id_taken"
    | "identifier_taken"
    | "social_account_taken"
    /** A text contains a character that cannot be stored: NUL, or half of a surrogate pair. */
    | "text_invalid"
    /** A name or id has more than 255 characters. */
    | "text_too_long"
    /** The user was imported, but the vendor's id is in use here. */
    | "id_not_kept"
    /** The user was imported without the password. */
    | "password_unsupported";
  /** Which member, without its value. */
  member?: string;
}

export interface ImportResult {
  created: number;
  /** Users that an earlier run imported. They are not changed. */
  known: number;
  conflicts: ImportConflict[];
}

export interface ImportUsers {
  /** The vendor, as in `users.imported`. */
  source: string;
  users: readonly ImportedUser[];
  /** Reports what would happen, and writes nothing. */
  isDryRun?: boolean;
}

/** A user whose identifiers were parsed. */
interface Candidate {
  user: ImportedUser;
  derived: string;
  identifiers: {
    type: ImportedIdentifier["type"];
    value: string;
    normalized: string;
    verifiedAt: Date | null;
  }[];
}

/**
 * Imports up to a few thousand users in one transaction. Each is imported whole or not at all: a user with an invalid or a
 * taken member is reported instead. Verified identifiers have the evidence `asserted`. Ids are derived from the source's
 * ids, so that a repeated import finds its users.
 */
export async function importUsers(ctx: Ctx, { source, users, isDryRun }: ImportUsers): Promise<ImportResult> {
  const conflicts: ImportConflict[] = [];
  const candidates = users.flatMap((user) => parse(ctx, source, user, conflicts));
  const found = conflicts.length;
  for (let round = 1; ; round++) {
    try {
      return await importAll();
    } catch (error) {
      // Somebody signed up in the meantime. The next round finds what they took.
      if (!indexes.some((index) => isUniqueViolation(error, index)) || round === mostRounds) throw error;
      conflicts.length = found;
    }
  }

  function importAll(): Promise<ImportResult> {
    return db().transaction(async (tx) => {
      const taken = await findTaken(tx, ctx.project.id, namesOf(candidates));
      const rows: NewRows = { users: [], identifiers: [], accounts: [], passwords: [] };
      let known = 0;
      for (const candidate of candidates) {
        if (isKnown(candidate, ctx.project.id, taken)) known += 1;
        else addRows(ctx.project.id, candidate, taken, rows, conflicts);
      }
      const created = rows.users.length;
      if (!isDryRun && created > 0) {
        await insertAll(tx, rows);
        await record(ctx, "users.imported", { source, count: created }, tx);
      }
      return { created, known, conflicts };
    });
  }
}

const mostRounds = 3;
/** What makes a user unique, if another call was faster. */
const indexes = ["users_external_id", "identifiers_verified_once", "social_accounts_subject", "users_pkey"];

const longestText = 255;
/** As JSON shows it. PostgreSQL stores neither. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Why none of the user can be stored. */
function flawOf({ number: _, ...user }: ImportedUser): Omit<ImportConflict, "key"> | null {
  const { identifiers, socialAccounts = [], name, externalId } = user;
  if (unstorable.test(JSON.stringify(user))) return { reason: "text_invalid" };
  const texts = {
    name,
    external_id: externalId,
    username: identifiers.find(({ type }) => type === "username")?.value,
    social: socialAccounts.map(({ subject }) => subject).find(({ length }) => length > longestText),
  };
  const member = Object.entries(texts).find(([, text]) => (text?.length ?? 0) > longestText)?.[0];
  return member === undefined ? null : { reason: "text_too_long", member };
}

/** The user with parsed identifiers. Empty if something is invalid. */
function parse(ctx: Ctx, source: string, user: ImportedUser, conflicts: ImportConflict[]): Candidate[] {
  const flaw = flawOf(user);
  if (flaw) {
    conflicts.push({ key: user.key, ...flaw });
    return [];
  }
  const identifiers: Candidate["identifiers"] = [];
  for (const given of user.identifiers) {
    const { type, value, verifiedAt } = given;
    if (type === "username") {
      // As everywhere here, a username counts as verified: it is its user's alone.
      identifiers.push({ type, value, normalized: value, verifiedAt: user.createdAt ?? new Date() });
      continue;
    }
    const parsed = parseIdentifier({ [type]: value } as unknown as IdentifierInput);
    if (!parsed.ok) {
      conflicts.push({ key: user.key, reason: parsed.refusal.code, member: type });
      return [];
    }
    const { normalized } = parsed.value;
    if (identifiers.some((held) => held.type === type && held.normalized === normalized)) continue;
    identifiers.push({ type, value: parsed.value.value, normalized, verifiedAt });
  }
  const derived = derivedId(`${ctx.project.id} ${source} ${user.key}`, user.createdAt ?? new Date(0));
  return [{ user, derived, identifiers }];
}

const identifierName = (type: string, normalized: string) => `${type} ${normalized}`;
const accountName = (provider: string, subject: string) => `${provider} ${subject}`;

/** Everything of the candidates that must be unique. */
function namesOf(candidates: readonly Candidate[]) {
  const users = candidates.map(({ user }) => user);
  return {
    ids: candidates.flatMap(({ user, derived }) => (user.id === undefined ? [derived] : [user.id, derived])),
    numbers: users.flatMap(({ number }) => (number === undefined ? [] : [number])),
    externalIds: users.flatMap(({ externalId }) => (externalId ? [externalId] : [])),
    identifiers: candidates.flatMap(({ identifiers }) => identifiers),
    accounts: users.flatMap(({ socialAccounts = [] }) => [...socialAccounts]),
  };
}

function isKnown({ user, derived }: Candidate, projectId: string, { projectOfId }: Taken): boolean {
  return projectOfId.has(derived) || (user.id !== undefined && projectOfId.get(user.id) === projectId);
}

/** Adds the rows of a user, or the reason why there are none. What is added counts as taken for the next ones. */
function addRows(
  projectId: string,
  { user, derived, identifiers }: Candidate,
  taken: Taken,
  rows: NewRows,
  conflicts: ImportConflict[],
): void {
  const { key, externalId, socialAccounts = [], passwordHash } = user;
  const refused = conflictOf(user, identifiers, taken);
  if (refused) {
    conflicts.push({ key, ...refused });
    return;
  }
  const keepsId = user.id !== undefined && !taken.projectOfId.has(user.id);
  const keepsNumber = user.number !== undefined && !taken.numbers.has(user.number);
  if ((user.id !== undefined && !keepsId) || (user.number !== undefined && !keepsNumber)) {
    conflicts.push({ key, reason: "id_not_kept" });
  }
  const id = keepsId ? user.id! : derived;
  const number = keepsNumber ? user.number! : newNumber();
  taken.projectOfId.set(id, projectId);
  taken.numbers.add(number);
  if (externalId) taken.externalIds.add(externalId);
  const createdAt = user.createdAt ?? new Date();
  const { name = null, wireContext = null } = user;
  rows.users.push({ id, number, projectId, externalId: externalId || null, name, wireContext, createdAt });
  for (const { type, value, normalized, verifiedAt } of identifiers) {
    const isPrimary = identifiers.find((other) => other.type === type)!.normalized === normalized;
    if (verifiedAt) taken.identifiers.add(identifierName(type, normalized));
    const evidence = verifiedAt ? ("asserted" as const) : null;
    const shared = { type, value, normalized, isPrimary, verifiedAt, evidence, createdAt };
    rows.identifiers.push({ ...shared, id: newId(), number: newNumber(), projectId, userId: id });
  }
  for (const { provider, subject, profile } of socialAccounts) {
    taken.accounts.add(accountName(provider, subject));
    const full = { name: null, avatarUrl: null, email: null, isEmailVerified: false, ...profile };
    const account = {
      provider,
      subject,
      issuer: null,
      profile: full,
      createdAt,
      evidence: "asserted" as const,
    };
    rows.accounts.push({ ...account, id: newId(), number: newNumber(), projectId, userId: id });
  }
  if (!passwordHash) return;
  if (isImportedHash(passwordHash)) rows.passwords.push({ projectId, userId: id, hash: passwordHash });
  else conflicts.push({ key, reason: "password_unsupported" });
}

function conflictOf(
  { externalId, socialAccounts = [] }: ImportedUser,
  identifiers: Candidate["identifiers"],
  taken: Taken,
): Omit<ImportConflict, "key"> | null {
  if (externalId && taken.externalIds.has(externalId)) return { reason: "external_id_taken" };
  // Several users can have an unverified address, but only one a verified one.
  const held = identifiers.find(
    ({ type, normalized, verifiedAt }) =>
      verifiedAt && taken.identifiers.has(identifierName(type, normalized)),
  );
  if (held) return { reason: "identifier_taken", member: held.type };
  const account = socialAccounts.find(({ provider, subject }) =>
    taken.accounts.has(accountName(provider, subject)),
  );
  return account ? { reason: "social_account_taken", member: account.provider } : null;
}
