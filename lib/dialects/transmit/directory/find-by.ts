import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findByExternalId, findByPrimary, type IdentifierInput, listUsers, type User } from "@/lib/users";
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
      return byPrimary(ctx, emailOf(value));
    case "phone_number":
      return byPrimary(ctx, phoneOf(value));
  }
}

async function byPrimary(ctx: Ctx, identifier: IdentifierInput | null): Promise<Found> {
  const found = identifier && (await findByPrimary(ctx, identifier));
  return found ? ok(found) : refuse({ code: "user_not_found" });
}
