import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { findUser } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { invalidInput } from "../guard";
import { contextOf } from "../records/record";
import { keptOf } from "../users/user-profile";
import type { WireIdentifier } from "../wire";
import { isAllowed } from "./begin";
import { findProof, findRecord } from "./find-record";
import { findRelated, findUserIdBy, findUserIdByProof } from "./find-user";
import { change, type OpenInteraction } from "./interaction";
import type { IdentificationBody } from "./requests";

export const identifyRefusals = [
  "guard.invalid_input",
  "session.verification_session_not_found",
  "session.verification_failed",
  "session.not_supported_for_forgot_password",
  "session.identity_conflict",
  "auth.forbidden",
  "user.sign_in_method_not_enabled",
  "user.user_not_exist",
  "user.identity_not_exist",
  "user.suspended",
] as const;
type Refused = LogtoError<(typeof identifyRefusals)[number]>;

/** Identifies the user who has verified an address, number or account, or given the right password. */
export async function identify(
  ctx: Ctx,
  interaction: OpenInteraction,
  { verificationId, linkSocialIdentity = false }: z.output<typeof IdentificationBody>,
): Promise<Result<undefined, Refused>> {
  if (verificationId === undefined)
    return invalidInput("body", [
      {
        code: "invalid_type",
        expected: "string",
        received: "undefined",
        path: ["verificationId"],
        message: "Required",
      },
    ]);
  const held = await findProof(ctx, interaction, verificationId);
  if (!held.ok && held.refusal.code !== "session.verification_failed") return held;
  const type = held.ok ? contextOf(held.value).type : await typeOf(ctx, interaction, verificationId);
  const may = mayIdentify(ctx, interaction, type);
  if (!may.ok) return may;
  if (!held.ok) return held;

  const who = await whoProved(ctx, held.value, linkSocialIdentity);
  if (!who.ok) return who;
  const { userId, account } = who.value;
  const user = await findUser(ctx, userId);
  if (!user.ok) return unknown(held.value);
  if (keptOf(user.value).isSuspended) return logtoError("user.suspended", { status: 401 });
  if (interaction.userId && interaction.userId !== userId)
    return logtoError("session.identity_conflict", { status: 409 });
  await change(ctx, (before) => ({
    ...before,
    userId,
    profile: account ? { ...before.profile, accounts: [account] } : before.profile,
  }));
  return ok(undefined);
}

type Type = ReturnType<typeof contextOf>["type"];

/** The type of an unverified record. Whether its method is allowed is checked before whether it succeeded. */
async function typeOf(ctx: Ctx, interaction: OpenInteraction, id: string): Promise<Type> {
  const types = ["EmailVerificationCode", "PhoneVerificationCode", "Social", "Password"] as const;
  for (const type of types) {
    const found = await findRecord(ctx, interaction, id, type);
    if (found.ok) return type;
  }
  return "Password";
}

const nameOf = { EmailVerificationCode: "email", PhoneVerificationCode: "phone" } as const;

/** Whether the project allows this method for signing in or resetting a password. */
function mayIdentify(ctx: Ctx, interaction: OpenInteraction, type: Type): Result<undefined, Refused> {
  const { event } = interaction;
  if (!isAllowed(ctx, interaction, event)) return logtoError("auth.forbidden", { status: 403 });
  const { signIn, forgotPasswordMethods } = ctx.project.settings.dialects.logto.signInExperience;
  const isCode = type === "EmailVerificationCode" || type === "PhoneVerificationCode";
  if (event === "ForgotPassword") {
    const may = isCode && forgotPasswordMethods.includes(type);
    return may ? ok(undefined) : logtoError("session.not_supported_for_forgot_password", { status: 422 });
  }
  if (type === "Social" || type === "OneTimeToken") return ok(undefined);
  const may = signIn.methods.some((method) =>
    isCode ? method.verificationCode && method.identifier === nameOf[type] : method.password,
  );
  return may ? ok(undefined) : logtoError("user.sign_in_method_not_enabled", { status: 422 });
}

/** The user that a record identifies. `account`: the record's account will be linked to that user. */
async function whoProved(
  ctx: Ctx,
  record: LoadedVerification,
  linksAccount: boolean,
): Promise<Result<{ userId: string; account?: string }, Refused>> {
  const { type, identifier } = contextOf(record);
  if (type === "Password" && record.userId) return ok({ userId: record.userId });
  if (type === "Social") return whoHasAccount(ctx, record, linksAccount);
  const userId = await findUserIdBy(ctx, identifier as WireIdentifier);
  return userId ? ok({ userId }) : unknown(record);
}

async function whoHasAccount(
  ctx: Ctx,
  record: LoadedVerification,
  linksAccount: boolean,
): Promise<Result<{ userId: string; account?: string }, Refused>> {
  const userId = await findUserIdByProof(ctx, record);
  if (userId) return ok({ userId });
  const related = await findRelated(ctx, record);
  if (related && linksAccount) return ok({ userId: related.userId, account: record.id });
  return logtoError("user.identity_not_exist", {
    status: 404,
    ...(related && { data: { relatedUser: related.relatedUser } }),
  });
}

/** The text's slot is not filled, as on the vendor's server. */
function unknown(record: LoadedVerification) {
  return logtoError("user.user_not_exist", {
    status: 404,
    data: { identifier: contextOf(record).identifier?.value },
  });
}
