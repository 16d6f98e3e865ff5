import { type Ctx, record } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result } from "@/lib/result";
import { eventDataOf } from "./event-data";
import { type GivenIdentifier, type Identifier, type IdentifierRefusal, parseIdentifier } from "./identifier";
import type { CreateUserRefusal } from "./refusals";
import { insertIdentifiers, insertUser, type NewIdentifier } from "./repository";
import { inTransaction } from "./transaction";
import type { User } from "./user";

export interface CreateUser {
  name?: string | null;
  externalId?: string | null;
  /** What a dialect keeps with it, under its mouth's name. */
  wireContext?: Record<string, unknown>;
  identifiers: readonly { identifier: GivenIdentifier; isAsserted: boolean }[];
}

type Parsed = Identifier & { isAsserted: boolean };

/** Makes a user with identifiers, all or nothing. The first of each type becomes the primary one. */
export async function createUser(
  ctx: Ctx,
  { identifiers, ...fields }: CreateUser,
): Promise<Result<User, CreateUserRefusal>> {
  const parsed = parseAll(identifiers);
  if (!parsed.ok) return parsed;
  return inTransaction(["external_id_taken", "identifier_exists", "identifier_taken"], async (tx) => {
    const user = await insertUser(tx, ctx.project.id, fields);
    const rows = rowsOf(user, parsed.value);
    const held = await insertIdentifiers(tx, rows);
    held.sort((a, b) => (a.id < b.id ? -1 : 1));
    await record(ctx, "user.created", { userId: user.id, identifiers: held.map(eventDataOf) }, tx);
    return ok({ ...user, identifiers: held, socialAccounts: [] });
  });
}

function parseAll(given: CreateUser["identifiers"]): Result<Parsed[], IdentifierRefusal> {
  const all: Parsed[] = [];
  for (const { identifier, isAsserted } of given) {
    const parsed = parseIdentifier(identifier);
    if (!parsed.ok) return parsed;
    all.push({ ...parsed.value, isAsserted });
  }
  return ok(all);
}

function rowsOf(
  { id: userId, projectId }: { id: string; projectId: string },
  all: Parsed[],
): NewIdentifier[] {
  // Rows of one transaction share their instant, so their ids must rise to be read back in the order given.
  const ids = all.map(newId).sort();
  return all.map((identifier, i) => {
    const isPrimary = all.findIndex(({ type }) => type === identifier.type) === i;
    return { ...identifier, id: ids[i]!, projectId, userId, isPrimary };
  });
}
