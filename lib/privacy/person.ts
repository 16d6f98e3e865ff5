import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import {
  findUser,
  type Identifier,
  type IdentifierInput,
  type IdentifierRefusal,
  parseIdentifier,
  type User,
} from "@/lib/users";

/** A person: one of the project's users, or whoever an address or number belongs to. */
export type PersonInput = { userId: string } | IdentifierInput;

export type PersonRefusal = IdentifierRefusal | { code: "user_not_found" };

/** Where a person's data are found. */
export interface Person {
  user: User | null;
  identifiers: Pick<Identifier, "type" | "normalized" | "value">[];
}

/** A user with all identifiers. For an address or number without looking for its users: they can be other people. */
export async function findPerson(ctx: Ctx, input: PersonInput): Promise<Result<Person, PersonRefusal>> {
  if (!("userId" in input)) {
    const parsed = parseIdentifier(input);
    return parsed.ok ? ok({ user: null, identifiers: [parsed.value] }) : parsed;
  }
  const found = await findUser(ctx, input.userId);
  if (!found.ok) return refuse({ code: "user_not_found" });
  const identifiers = found.value.identifiers.flatMap(({ type, normalized, value }) =>
    type === "username" ? [] : [{ type, normalized, value }],
  );
  return ok({ user: found.value, identifiers });
}
