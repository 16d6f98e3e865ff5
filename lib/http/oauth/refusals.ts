/** Errors of the token endpoint (RFC 6749 §5.2, RFC 8707 §2). The description is for developers. */
export type OAuthRefusal =
  | {
      code:
        | "invalid_request"
        | "invalid_grant"
        | "unsupported_grant_type"
        | "invalid_scope"
        | "invalid_target";
      description: string;
    }
  | { code: "invalid_client"; description: string; status: 400 | 401 };
