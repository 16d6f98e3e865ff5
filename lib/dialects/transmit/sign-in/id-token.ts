import type { z } from "zod";
import type { UserResource } from "../directory/user-resource";

/** The profile in an ID token. Users have no other way to read it. */
export function idTokenClaims(user: z.input<typeof UserResource>): Record<string, unknown> {
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
