import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import {
  findByExternalId,
  type IdentifierInput,
  listUsers,
  parseIdentifierLeniently,
  type User,
} from "@/lib/users";
import { readUser } from "../subject";
import { emailOf, phoneOf } from "../wire/bodies";
import type { IdentifierType } from "../wire/identifier-types";

type Found = Result<User, { code: "user_not_found" }>;

/** Finds a user by the identifier a backend sends. Addresses and numbers must be primary. */
export async function findUserBy(ctx: Ctx, type: IdentifierType, value: string): Promise<Found> {
  switch (type) {
    case "user_id":
      return readUser(ctx, value);
    case "external_user_id": {
      const found = await findByExternalId(ctx, value);
      return found ? ok(found) : refuse({ code: "user_not_found" });
    }
    case "username": {
      const [found] = await listUsers(ctx, { username: value, limit: 1 });
      return found ? ok(found) : refuse({ code: "user_not_found" });
    }
    case "email":
      return findByPrimary(ctx, emailOf(value));
    case "phone_number":
      return findByPrimary(ctx, phoneOf(value));
  }
}

/** Several users can have an unverified address. Prefers the one who has verified it, then the oldest. */
async function findByPrimary(ctx: Ctx, identifier: IdentifierInput | null): Promise<Found> {
  const read = identifier && parseIdentifierLeniently(identifier);
  if (!identifier || !read?.ok) return refuse({ code: "user_not_found" });
  const { type, normalized } = read.value;
  const primaryOf = (user: User) =>
    user.identifiers.find((held) => held.isPrimary && held.type === type && held.normalized === normalized);
  const users = await listUsers(ctx, { identifier, limit: 100 });
  const holders = users.filter(primaryOf).reverse();
  const found = holders.find((user) => primaryOf(user)?.verifiedAt) ?? holders[0];
  return found ? ok(found) : refuse({ code: "user_not_found" });
}
