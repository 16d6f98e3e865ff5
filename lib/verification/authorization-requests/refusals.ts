import type { ProviderRefusal } from "@/lib/social";
import type { NotFound, NotPending } from "../refusals";

export type BeginAuthorizationRefusal =
  | NotFound
  | NotPending
  | { code: "connector_not_found" }
  | { code: "connector_disabled" }
  /** The verification was started with another connector. */
  | { code: "connector_fixed" }
  /** The verification is for an address, which a social account cannot prove. */
  | { code: "identifier_fixed" }
  | { code: "redirect_uri_not_allowed" }
  | { code: "authorizations_exhausted"; max: number }
  | ProviderRefusal;

/** The authorization request is not accepted. The provider is not called. */
export type AuthorizationRequestRefusal =
  /** No authorization request of this verification has this `state`. */
  | { code: "authorization_not_found" }
  | { code: "authorization_used" }
  | { code: "authorization_expired"; expiredAt: Date }
  /** It was started in another browser, or this one lost its cookie (docs/security.md #28). */
  | { code: "authorization_of_other_browser" };

export type FinishAuthorizationRefusal =
  | NotFound
  | NotPending
  | AuthorizationRequestRefusal
  | { code: "connector_not_found" }
  | { code: "connector_disabled" }
  | ProviderRefusal
  | { code: "already_verified"; raced: boolean }
  /** The account belongs to another user of the project. Nothing was verified. */
  | { code: "social_account_taken" };
