import { z } from "zod";

export const MessageResponse = z.strictObject({ message: z.string() });
export const ValidatedResponse = z.strictObject({ result: z.literal(true) });
export const EmptyResponse = z.undefined();

export const SignInCodeResponse = z.strictObject({
  message: z.literal("OTP sent"),
  code: z.string().optional(),
});

const tokens = {
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
};
export const SignedInResponse = z.strictObject({ ...tokens, session_id: z.string() });
export const RefreshedResponse = z.strictObject(tokens);
