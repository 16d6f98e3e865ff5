import type { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { hasPassword, type User } from "@/lib/users";
import type { LogtoError } from "../errors";
import { toUserProfile, type UserProfile } from "../users/user-profile";
import { isReadable } from "./gates";
import { findMe, isGranted } from "./me";
import type { AccountResource } from "./resources";

/** What users can see of themselves: what the token's scopes allow and the project shows. */
export async function readAccount(
  ctx: Ctx,
): Promise<Result<z.input<typeof AccountResource>, LogtoError<"auth.unauthorized">>> {
  const me = await findMe(ctx);
  if (!me.ok) return me;
  const person = toUserProfile(me.value, { hasPassword: await hasPassword(ctx, me.value.id) });
  const { username, name, avatar, profile, primaryEmail, primaryPhone, customData, identities } = person;
  const isShown = shownTo(ctx);
  return ok({
    ...unconditional(person),
    ...(isShown("username", "profile") && { username }),
    ...(isShown("name", "profile") && { name }),
    ...(isShown("avatar", "profile") && { avatar }),
    ...(isShown("profile", "profile") && { profile }),
    ...(isShown("email", "email") && { primaryEmail }),
    ...(isShown("phone", "phone") && { primaryPhone }),
    ...(isShown("customData", "custom_data") && { customData }),
    ...(isShown("social", "identities") && { identities, ssoIdentities: person.ssoIdentities }),
    ...(isReadable(ctx, "password") && { hasPassword: person.hasPassword }),
    hasSecurityVerificationMethod: canStepUp(me.value, person.hasPassword),
  });
}

function unconditional({ id, lastSignInAt, createdAt, updatedAt, applicationId, isSuspended }: UserProfile) {
  return { id, lastSignInAt, createdAt, updatedAt, applicationId, isSuspended };
}

const shownTo =
  (ctx: Ctx) =>
  (field: Parameters<typeof isReadable>[1], scope: Parameters<typeof isGranted>[1]): boolean =>
    isReadable(ctx, field) && isGranted(ctx, scope);

/** Whether the user has a password, address or number with which to step up. */
export function canStepUp({ identifiers }: User, hasPassword: boolean): boolean {
  return hasPassword || identifiers.some(({ type, isPrimary }) => type !== "username" && isPrimary);
}
