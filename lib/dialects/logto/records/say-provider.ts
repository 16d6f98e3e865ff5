import type { BeginAuthorizationRefusal, FinishAuthorizationRefusal } from "@/lib/verification";
import { type LogtoError, no } from "../errors";

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

/** Why a visit to a provider did not begin, or came to nothing. A code's provider error is the code's fault or ours. */
export function sayProvider(refusal: BeginAuthorizationRefusal | FinishAuthorizationRefusal): {
  ok: false;
  refusal: ProviderError;
} {
  switch (refusal.code) {
    case "authorization_denied":
      return no("connector.authorization_failed", { status: 401, data: { message: refusal.words } });
    case "provider_refused":
      return refusal.error === "invalid_client" || refusal.error === "unauthorized_client"
        ? no("connector.invalid_config", { data: { message: refusal.words } })
        : no("connector.social_auth_code_invalid", { status: 401, data: { message: refusal.words } });
    case "provider_answer_invalid":
      return no("connector.social_invalid_id_token", { status: 401, data: { message: refusal.words } });
    case "provider_unavailable":
      return no("connector.general", { slots: { errorDescription: refusal.words } });
    // A visit counts once: as with the vendor, whose session is consumed when it is first read.
    case "authorization_not_found":
    case "authorization_used":
    case "authorization_expired":
    case "authorization_of_other_browser":
    case "already_verified":
    case "verification_not_pending":
    case "verification_not_found":
      return no("session.connector_validation_session_not_found");
    default:
      return no("connector.general", { slots: { errorDescription: refusal.code } });
  }
}
