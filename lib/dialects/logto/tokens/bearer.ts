import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";

type Refusal = LogtoError<
  "auth.authorization_header_missing" | "auth.authorization_token_type_not_supported"
>;

/** The token of a request, or why it has none. */
export function bearerOf(headers: Headers): Result<string, Refusal> {
  const authorization = headers.get("authorization");
  if (!authorization) return logtoError("auth.authorization_header_missing", { status: 401 });
  if (!authorization.startsWith("Bearer"))
    return logtoError("auth.authorization_token_type_not_supported", {
      status: 401,
      data: { supportedTypes: ["Bearer"] },
    });
  return ok(authorization.slice("Bearer".length).trim());
}
