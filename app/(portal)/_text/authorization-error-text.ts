import type { BeginAuthorizationRefusal, FinishAuthorizationRefusal } from "@/lib/verification";
import type { PortalText } from "./en";

type Code = (BeginAuthorizationRefusal | FinishAuthorizationRefusal)["code"];

/** What became of a visit to a provider, complete by type. Null: the page itself tells it by its state. */
const sentences: Record<Code, keyof PortalText["authorizationError"] | null> = {
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
};

/** `reason` stands in the page's address, so it may be anything. */
export function authorizationErrorText(reason: string, { authorizationError }: PortalText): string | null {
  const sentence = Object.hasOwn(sentences, reason) ? sentences[reason as Code] : "failed";
  return sentence && authorizationError[sentence];
}
