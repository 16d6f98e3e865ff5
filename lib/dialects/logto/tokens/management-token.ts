import { type Ctx, callerOf, type TokenFlaw, verifyAccessToken } from "@/lib/access";
import { isLogtoManagementApi, issuerAt } from "@/lib/http/oauth";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { bearerOf } from "./bearer";

type Refusal = LogtoError<
  | "auth.authorization_header_missing"
  | "auth.authorization_token_type_not_supported"
  | "auth.unauthorized"
  | "auth.jwt_sub_missing"
  | "auth.forbidden"
>;

/** Authenticates the backend that calls the Management API, by a client's token for it with the scope `all`. */
export async function authenticateManagement(
  request: Request,
  requestId: string,
): Promise<Result<Ctx, Refusal>> {
  const token = bearerOf(request.headers);
  if (!token.ok) return token;
  const verified = await verifyAccessToken(token.value, { issuers: [issuerAt("/oidc")] });
  if (!verified.ok) return unusable(verified.refusal.flaw);
  const { claims, project, userId } = verified.value;
  if (![claims.aud ?? []].flat().some(isLogtoManagementApi)) return unusable("audience");
  const scopes = String(claims.scope ?? "").split(" ");
  if (userId !== null || !scopes.includes("all")) return logtoError("auth.forbidden", { status: 403 });
  const caller = callerOf(verified.value);
  return ok({ project, caller, dialect: "logto", requestId, endUser: null });
}

const failedClaim = (claim: string) => ({
  code: "ERR_JWT_CLAIM_VALIDATION_FAILED",
  name: "JWTClaimValidationFailed",
  claim,
  reason: "check_failed",
});

/** The vendor returns its JOSE library's errors unchanged. */
const joseErrors: Record<TokenFlaw, Record<string, string>> = {
  malformed: { code: "ERR_JWS_INVALID", name: "JWSInvalid" },
  signature: { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", name: "JWSSignatureVerificationFailed" },
  expired: { code: "ERR_JWT_EXPIRED", name: "JWTExpired", claim: "exp", reason: "check_failed" },
  issuer: failedClaim("iss"),
  audience: failedClaim("aud"),
  client: failedClaim("client_id"),
  subject: failedClaim("sub"),
  keys: { code: "ERR_JWKS_NO_MATCHING_KEY", name: "JWKSNoMatchingKey" },
};

function unusable(flaw: TokenFlaw) {
  if (flaw === "subject") return logtoError("auth.jwt_sub_missing", { status: 401 });
  return logtoError("auth.unauthorized", { status: 401, data: joseErrors[flaw] });
}
