import type { BeginAuthorizationRefusal, FinishAuthorizationRefusal } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";

export type ProviderError = LogtoError<
  | "connector.general"
  | "connector.invalid_config"
  | "connector.invalid_response"
  | "connector.authorization_failed"
  | "connector.social_auth_code_invalid"
  | "connector.social_invalid_id_token"
  | "session.connector_validation_session_not_found"
>;

export const providerErrors = [
  "connector.general",
  "connector.invalid_config",
  "connector.invalid_response",
  "connector.authorization_failed",
  "connector.social_auth_code_invalid",
  "connector.social_invalid_id_token",
  "session.connector_validation_session_not_found",
] as const satisfies ProviderError["code"][];

/** Why an authorization request could not be started or failed. */
export function toProviderError(refusal: BeginAuthorizationRefusal | FinishAuthorizationRefusal): {
  ok: false;
  refusal: ProviderError;
} {
  switch (refusal.code) {
    case "authorization_denied":
      return logtoError("connector.authorization_failed", {
        status: 401,
        data: { message: refusal.explanation },
      });
    case "provider_refused":
      return refusal.error === "invalid_client" || refusal.error === "unauthorized_client"
        ? logtoError("connector.invalid_config", { data: { message: refusal.explanation } })
        : logtoError("connector.social_auth_code_invalid", {
            status: 401,
            data: { message: refusal.explanation },
          });
    case "provider_answer_invalid":
      return logtoError("connector.social_invalid_id_token", {
        status: 401,
        data: { message: refusal.explanation },
      });
    case "provider_unavailable":
      return logtoError("connector.general", { slots: { errorDescription: refusal.explanation } });
    // An authorization request works once, like the vendor's session, which is deleted when it is first read.
    case "authorization_not_found":
    case "authorization_used":
    case "authorization_expired":
    case "authorization_of_other_browser":
    case "already_verified":
    case "verification_not_pending":
    case "verification_not_found":
      return logtoError("session.connector_validation_session_not_found");
    default:
      return logtoError("connector.general", { slots: { errorDescription: refusal.code } });
  }
}
