import { z } from "zod";
import { ApprovalData } from "./sign-in-bodies";

export const MessageResponse = z.strictObject({ message: z.string() });
export const ValidatedResponse = z.strictObject({ result: z.literal(true) });
export const EmptyResponse = z.undefined();

export const LoginCodeResponse = z.strictObject({
  message: z.string(),
  approval_data: ApprovalData.optional(),
});

/** The URI that redirects the browser to the application, with a code. */
export const RedirectResponse = z.strictObject({ result: z.string() });

export const SignInCodeResponse = z.strictObject({
  message: z.literal("OTP sent"),
  approval_data: ApprovalData.optional(),
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

export const ExchangedResponse = z.strictObject({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
  /** Whether this exchange created the user. */
  is_user_created: z.boolean(),
});
