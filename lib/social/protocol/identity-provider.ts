import type { SocialProfile } from "@/drizzle/schema";
import type { Result } from "@/lib/result";

/** An account as its provider proved it: (issuer, subject) is the proof, the rest describes (docs/security.md #31). */
export interface ProvenAccount {
  issuer: string;
  subject: string;
  profile: SocialProfile;
  /** Everything that the provider said of the account. */
  claims: Record<string, unknown>;
}

/** The provider did not vouch for an account. `words` are its own or ours, short, without secrets. */
export type ProviderRefusal =
  /** The person said no, or went back. */
  | { code: "authorization_denied"; explanation: string }
  /** The provider refused the request: its own error code (RFC 6749 §4.1.2.1, §5.2). */
  | { code: "provider_refused"; error: string; explanation: string }
  /** No answer, or one that says "later". */
  | { code: "provider_unavailable"; explanation: string }
  /** It answered, and the answer does not hold: signature, issuer, audience, nonce, or form. */
  | { code: "provider_answer_invalid"; explanation: string };

/** What one visit needs on its way out. */
export interface AuthorizationParameters {
  redirectUri: string;
  state: string;
  nonce: string;
  /** PKCE, RFC 7636: 43 to 128 characters. */
  verifier: string;
  /** In place of the connector's own. */
  scope?: string;
}

/** What it needs on its way home. */
export interface CallbackParameters {
  redirectUri: string;
  /** What came back in the redirect's query. */
  parameters: URLSearchParams;
  /** What was sent. Null: the client owns the redirect, and compares it itself. */
  state: string | null;
  nonce: string;
  verifier: string;
}

/** What a test found, in a sentence. */
export interface ProviderReport {
  explanation: string;
}

/** One configured provider, made ready. */
export interface IdentityProvider {
  /** Where the browser is to go. */
  begin(
    parameters: AuthorizationParameters,
  ): Promise<Result<{ authorizationUrl: string; scope: string }, ProviderRefusal>>;
  /** Exchanges the code, checks everything, reads the profile, and forgets the tokens. */
  finish(callback: CallbackParameters): Promise<Result<ProvenAccount, ProviderRefusal>>;
  /** Whether the provider can be reached and knows the client. */
  test(): Promise<Result<ProviderReport, ProviderRefusal>>;
}
