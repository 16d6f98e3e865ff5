import { type Ctx, findOpaqueToken } from "@/lib/access";
import { userTokenKind } from "@/lib/http/oauth";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { bearerOf } from "./bearer";

type Refusal = LogtoError<
  | "auth.authorization_header_missing"
  | "auth.authorization_token_type_not_supported"
  | "auth.unauthorized"
  | "auth.forbidden"
>;

/** Authenticates the user who calls the Account API, by an opaque token with the scope `openid`. */
export async function authenticateAccount(
  request: Request,
  requestId: string,
): Promise<Result<Ctx, Refusal>> {
  const token = bearerOf(request.headers);
  if (!token.ok) return token;
  const found = await findOpaqueToken(userTokenKind, token.value);
  if (!found) return logtoError("auth.unauthorized", { status: 401 });
  if (!found.scopes.includes("openid")) return logtoError("auth.forbidden", { status: 403 });
  const { project, userId, client, scopes } = found;
  const caller = { kind: "user", userId, client, granted: scopes } as const;
  return ok({ project, caller, dialect: "logto", requestId, endUser: null });
}
