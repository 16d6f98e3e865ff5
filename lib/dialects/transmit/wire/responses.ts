import { z } from "zod";

export const MessageResponse = z.strictObject({ message: z.string() });
export const ValidatedResponse = z.strictObject({ result: z.literal(true) });
export const EmptyResponse = z.undefined();

export const SignInCodeResponse = z.strictObject({
  message: z.literal("OTP sent"),
  code: z.string().optional(),
});

/** Without the vendor's refresh token: sessions end with their tokens. */
export const SignedInResponse = z.strictObject({
  access_token: z.string(),
  id_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
  session_id: z.string(),
});
