import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { profileClaims } from "@/lib/http/oauth";
import { toShortId } from "@/lib/id";
import { mapOk, type Result } from "@/lib/result";
import { findUser } from "@/lib/users";
import { callingUser } from "../subject";

const Verifiable = { value: z.string(), email_verified: z.boolean() };

export const UserInfo = z.strictObject({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  phone_number: z.string().optional(),
  phone_number_verified: z.boolean().optional(),
  secondary_emails: z.array(z.strictObject(Verifiable)),
  secondary_phone_numbers: z.array(z.strictObject({ value: z.string(), phone_number_verified: z.boolean() })),
});

/** What a signed-in user's application can read about them (OpenID Connect Core §5.3). */
export async function userInfo(
  ctx: Ctx,
): Promise<Result<z.input<typeof UserInfo>, { code: "user_not_found" }>> {
  return mapOk(await findUser(ctx, callingUser(ctx).userId), (user) => ({
    sub: toShortId(user.id),
    ...profileClaims(user),
  }));
}
