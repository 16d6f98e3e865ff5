import type { SocialProfile } from "@/drizzle/schema";
import type { Result } from "@/lib/result";

/** An account proven by its provider. Only (issuer, subject) identifies it (docs/security.md #31). */
export interface ProvenAccount {
  issuer: string;
  subject: string;
  profile: SocialProfile;
  /** All claims the provider sent. */
  claims: Record<string, unknown>;
}

/** Why a provider did not prove an account. `explanation` is short and contains no secrets. */
export type ProviderRefusal =
  /** The person declined or went back. */
  | { code: "authorization_denied"; explanation: string }
  /** The provider refused the request: its own error code (RFC 6749 §4.1.2.1, §5.2). */
  | { code: "provider_refused"; error: string; explanation: string }
  /** No response, or a temporary error. */
  | { code: "provider_unavailable"; explanation: string }
  /** The response is invalid: signature, issuer, audience, nonce or format. */
  | { code: "provider_answer_invalid"; explanation: string };

/** The parameters of an authorization request. */
export interface AuthorizationParameters {
  redirectUri: string;
  state: string;
  nonce: string;
  /** PKCE, RFC 7636: 43 to 128 characters. */
  verifier: string;
  /** Overrides the connector's scope. */
  scope?: string;
}

/** The parameters for handling its callback. */
export interface CallbackParameters {
  redirectUri: string;
  /** The query parameters of the callback. */
  parameters: URLSearchParams;
  /** The state that was sent. Null: the client handles the redirect and compares it. */
  state: string | null;
  nonce: string;
  verifier: string;
}

/** The result of a test, as a sentence. */
export interface ProviderReport {
  explanation: string;
}

/** An opened identity provider. */
export interface IdentityProvider {
  /** Builds the authorization URL. */
  begin(
    parameters: AuthorizationParameters,
  ): Promise<Result<{ authorizationUrl: string; scope: string }, ProviderRefusal>>;
  /** Exchanges the code, validates everything, reads the profile and discards the tokens. */
  finish(callback: CallbackParameters): Promise<Result<ProvenAccount, ProviderRefusal>>;
  /** Whether callbacks must contain `iss` (RFC 9207 §2.4). */
  requiresIssuer(): Promise<Result<boolean, ProviderRefusal>>;
  /** Checks whether the provider can be reached and knows the client. */
  test(): Promise<Result<ProviderReport, ProviderRefusal>>;
}
