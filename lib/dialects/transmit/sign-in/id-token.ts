import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { mapOk, type Result } from "@/lib/result";
import { findUser } from "@/lib/users";
import { toUserResource, type UserResource } from "../directory/user-resource";
import { callingUser } from "../subject";

/** The profile in an ID token. */
export function idTokenClaims(user: z.input<typeof UserResource>) {
  const { email, phone_number: phone, secondary_emails, secondary_phone_numbers } = user;
  return {
    ...(email && { email: email.value, email_verified: email.email_verified }),
    ...(phone && { phone_number: phone.value, phone_number_verified: phone.phone_number_verified }),
    secondary_emails: secondary_emails.map(({ value, email_verified }) => ({ value, email_verified })),
    secondary_phone_numbers: secondary_phone_numbers.map(({ value, phone_number_verified }) => ({
      value,
      phone_number_verified,
    })),
  };
}

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
  return mapOk(await findUser(ctx, callingUser(ctx).userId), (user) => {
    const resource = toUserResource(user);
    return { sub: resource.user_id, ...idTokenClaims(resource) };
  });
}
