import { z } from "zod/v3";
import { column, email, emailPattern, listQuery, pageQuery } from "../wire";

export const tokenContext = z.object({
  jitOrganizationIds: z.array(z.string()).optional(),
  interactionEvent: z.enum(["SignIn", "Register", "ForgotPassword"]).optional(),
});

export const CreateTokenBody = z.object({
  email: column(128).regex(emailPattern),
  context: tokenContext.default({}),
  expiresIn: z.number().int().min(1).max(31_536_000).default(600),
});

export const VerifyTokenBody = z.object({ token: column(256), email: column(128) });

const status = z.enum(["active", "consumed", "revoked", "expired"]);

export const TokenStatusBody = z.object({ status });

export const ListTokensQuery = listQuery({
  email: email.optional(),
  status: status.optional(),
  ...pageQuery,
});
