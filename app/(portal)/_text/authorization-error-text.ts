import type { Translator } from "@/lib/i18n";
import type { BeginAuthorizationRefusal, FinishAuthorizationRefusal } from "@/lib/verification";

type Code = (BeginAuthorizationRefusal | FinishAuthorizationRefusal)["code"];

/** The text for each failed sign-in at a provider, complete by type. Null: the page already shows this state. */
const textKeys = {
  authorization_denied: "denied",
  provider_refused: "failed",
  provider_answer_invalid: "failed",
  provider_unavailable: "unavailable",
  connector_not_found: "disabled",
  connector_disabled: "disabled",
  connector_fixed: "fixed",
  identifier_fixed: "fixed",
  redirect_uri_not_allowed: "failed",
  authorizations_exhausted: "exhausted",
  authorization_not_found: "unknown",
  authorization_used: "used",
  authorization_expired: "expired",
  authorization_of_other_browser: "otherBrowser",
  social_account_taken: "taken",
  already_verified: null,
  verification_not_pending: null,
  verification_not_found: "unknown",
} as const satisfies Record<Code, string | null>;

/** `code` comes from the URL, so it can be any string. */
export function authorizationErrorText(code: string, t: Translator<"portal">): string | null {
  const key = Object.hasOwn(textKeys, code) ? textKeys[code as Code] : "failed";
  return key && t(`authorizationError.${key}`);
}
