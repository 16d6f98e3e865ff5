import { type Ctx, record } from "@/lib/access";
import type { Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "./event-data";
import {
  type Identifier,
  type IdentifierInput,
  type IdentifierRefusal,
  parseIdentifier,
  parseIdentifierLeniently,
} from "./identifier";
import { findHolder, insertIdentifierWithStatus, lockValue } from "./identifier-status/repository";
import { hashPassword } from "./passwords/hash";
import { keepHash } from "./passwords/repository";
import type { CreateUserRefusal } from "./refusals";
import { insertIdentifiers, insertUser, type NewIdentifier } from "./repository";
import type { AddSocialAccount } from "./social/add-social-account";
import { insertAccount } from "./social/repository";
import { inTransaction, rollBack } from "./transaction";
import type { SocialAccount, User } from "./user";

export interface CreateUser {
  name?: string | null;
  externalId?: string | null;
  /** Each dialect's own data, by the dialect's name. */
  wireContext?: Record<string, unknown>;
  /** `provenBy`: the verification that proved the identifier. */
  identifiers: readonly { identifier: IdentifierInput; isAsserted: boolean; provenBy?: string }[];
  socialAccounts?: readonly Omit<AddSocialAccount, "userId">[];
  /** A name that identifies the user. Proves nothing. Refused if any user has it. */
  username?: string;
  /** In plain text, or as returned by `hashPassword`. */
  password?: string | { hash: string };
  /** `asGiven`: an identifier that does not parse is kept as text. */
  form?: "strict" | "asGiven";
  /** Refuses identifiers that any user has, verified or not. By default, only asserted ones another user has verified. */
  areUnique?: boolean;
}

type Parsed = Identifier & { isAsserted: boolean; provenBy?: string };

/**
 * Creates a user with identifiers, social accounts and a password, all or nothing. The first identifier of each type becomes
 * primary.
 */
export async function createUser(
  ctx: Ctx,
  { identifiers, socialAccounts = [], username, password, form, areUnique, ...fields }: CreateUser,
): Promise<Result<User, CreateUserRefusal>> {
  const parsed = parseAll(identifiers, form);
  if (!parsed.ok) return parsed;
  const hash = typeof password === "string" ? await hashPassword(password) : (password?.hash ?? null);
  return inTransaction(
    ["external_id_taken", "identifier_exists", "identifier_taken"],
    async (tx): Promise<Result<User, CreateUserRefusal>> => {
      if (areUnique && (await isAnyHeld(tx, ctx.project.id, parsed.value))) {
        return refuse({ code: "identifier_taken" });
      }
      const name = username === undefined ? null : plainUsername(username);
      if (name && (await isTaken(tx, { ...name, projectId: ctx.project.id })))
        return refuse({ code: "identifier_taken" });
      const user = await insertUser(tx, ctx.project.id, fields);
      const rows = rowsOf(user, parsed.value);
      const held = await insertIdentifiers(tx, rows);
      if (name) {
        const row = { ...name, id: newId(), projectId: user.projectId, userId: user.id };
        held.push(await insertIdentifierWithStatus(tx, row, "primary"));
      }
      held.sort((a, b) => (a.id < b.id ? -1 : 1));
      await record(ctx, "user.created", { userId: user.id, identifiers: held.map(eventDataOf) }, tx);
      if (hash !== null) await keepHash(tx, { projectId: user.projectId, userId: user.id, hash });
      const accounts = await insertAccounts(tx, user, socialAccounts);
      if (!accounts) return rollBack({ code: "social_account_taken" });
      return ok({ ...user, identifiers: held, socialAccounts: accounts });
    },
  );
}

/** Null if another user has one of them. */
async function insertAccounts(
  tx: Tx,
  { id: userId, projectId }: { id: string; projectId: string },
  given: readonly Omit<AddSocialAccount, "userId">[],
): Promise<SocialAccount[] | null> {
  const added: SocialAccount[] = [];
  for (const account of given) {
    const row = await insertAccount(tx, { ...account, id: newId(), projectId, userId });
    if (!row) return null;
    added.push(row);
  }
  return added;
}

/** Whether any user has one of these. Other calls that check the same values wait until the transaction ends. */
async function isAnyHeld(tx: Tx, projectId: string, all: readonly Parsed[]): Promise<boolean> {
  // In the same order everywhere, so that parallel calls cannot deadlock.
  for (const { type, normalized } of all.toSorted((a, b) => (a.normalized < b.normalized ? -1 : 1))) {
    if (await isTaken(tx, { projectId, type, normalized })) return true;
  }
  return false;
}

async function isTaken(tx: Tx, value: Parameters<typeof lockValue>[1]): Promise<boolean> {
  await lockValue(tx, value);
  return (await findHolder(tx, value)) !== undefined;
}

/** Compared exactly. */
function plainUsername(username: string) {
  return { type: "username", value: username, normalized: username } as const;
}

function parseAll(
  given: CreateUser["identifiers"],
  form: CreateUser["form"],
): Result<Parsed[], IdentifierRefusal> {
  const all: Parsed[] = [];
  for (const { identifier, isAsserted, provenBy } of given) {
    const parsed = form === "asGiven" ? parseIdentifierLeniently(identifier) : parseIdentifier(identifier);
    if (!parsed.ok) return parsed;
    all.push({ ...parsed.value, isAsserted, provenBy });
  }
  return ok(all);
}

function rowsOf(
  { id: userId, projectId }: { id: string; projectId: string },
  all: Parsed[],
): NewIdentifier[] {
  // Rows of one transaction have the same `created_at`, so the ids must increase to keep the order.
  const ids = all.map(newId).sort();
  return all.map((identifier, i) => {
    const isPrimary = all.findIndex(({ type }) => type === identifier.type) === i;
    return { ...identifier, id: ids[i]!, projectId, userId, isPrimary };
  });
}
