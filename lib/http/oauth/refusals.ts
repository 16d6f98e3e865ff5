/** Errors of the token endpoint (RFC 6749 §5.2, RFC 8707 §2, RFC 7009 §2.2.1). The description is for developers. */
export type OAuthRefusal =
  | {
      code:
        | "invalid_request"
        | "invalid_grant"
        | "unsupported_grant_type"
        | "unsupported_token_type"
        | "invalid_scope"
        | "invalid_target";
      description: string;
    }
  | { code: "invalid_client"; description: string; status: 400 | 401 };

/** Every refusal of this API, for declarations. */
export const oauthRefusals = [
  "invalid_request",
  "invalid_grant",
  "unsupported_grant_type",
  "unsupported_token_type",
  "invalid_scope",
  "invalid_target",
  "invalid_client",
] as const satisfies OAuthRefusal["code"][];
