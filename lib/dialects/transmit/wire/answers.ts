import { z } from "zod";

export const Said = z.strictObject({ message: z.string() });
export const Validated = z.strictObject({ result: z.literal(true) });
export const Nothing = z.undefined();

export const SignInCodeAnswer = z.strictObject({
  message: z.literal("OTP sent"),
  code: z.string().optional(),
});

/** The vendor's refresh token is missing: sessions end with their tokens. */
export const SignedInAnswer = z.strictObject({
  access_token: z.string(),
  id_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
  session_id: z.string(),
});
