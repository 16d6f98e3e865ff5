import { z } from "zod";

const scope = z
  .string()
  .max(1000)
  // RFC 6749 §3.3.
  .regex(
    /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
    "It must be scopes between single spaces.",
  )
  .transform((text) => [...new Set(text.split(" "))])
  .optional();
const resource = z.string().max(1000).optional();

/** Unknown parameters are ignored (RFC 6749 §3.2). */
export const TokenBody = z.object({
  grant_type: z.string({ error: "It is missing." }),
  scope,
  resource,
  audience: resource,
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  actor_token: z.string().optional(),
  refresh_token: z.string().max(1000).optional(),
  code: z.string().max(1000).optional(),
  redirect_uri: z.string().max(2000).optional(),
});
export type TokenRequest = z.output<typeof TokenBody>;

export const accessTokenType = "urn:ietf:params:oauth:token-type:access_token";

export const TokenAnswer = z.strictObject({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
  issued_token_type: z.literal(accessTokenType).optional(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
  scope: z.string().optional(),
});

/** The lifetime of an access token, in seconds. */
export const lifetimeSeconds = 3600;
