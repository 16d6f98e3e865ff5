import { z } from "zod/v3";
import { email } from "../wire";

export const tokenContext = z.object({
  jitOrganizationIds: z.array(z.string()).optional(),
  interactionEvent: z.enum(["SignIn", "Register", "ForgotPassword"]).optional(),
});

export const CreateTokenBody = z.object({
  email,
  context: tokenContext.default({}),
  expiresIn: z.number().int().min(1).max(31_536_000).default(600),
});

export const VerifyTokenBody = z.object({ email, token: z.string().min(1) });

export const TokenStatusBody = z.object({ status: z.enum(["active", "consumed", "revoked", "expired"]) });

export const ListTokensQuery = z
  .object({ email: z.string().optional(), status: z.string().optional() })
  .passthrough();
