import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  type IDToken,
  skipStateCheck,
} from "openid-client";
import type { SocialProfile } from "@/drizzle/schema";
import { ok, type Result, refuse } from "@/lib/result";
import { accountOf } from "./account";
import { type Client, discovered, rewire, toleranceSeconds } from "./configuration";
import { AnswerInvalid, attempt } from "./failure";
import type {
  AuthorizationParameters,
  CallbackParameters,
  IdentityProvider,
  ProvenAccount,
  ProviderRefusal,
  ProviderReport,
} from "./identity-provider";
import { fetchKeys, withCachedKeys } from "./key-cache";
import { exactRedirectUri } from "./redirect-uri";
import { testCredentials } from "./test-credentials";

type Claims = Record<string, unknown>;

export interface OpenIdSettings {
  issuer: URL;
  client: Client;
  scope: string;
  prompt?: string;
  /** Whether the ID token lacks part of the profile, so that it must be read from the UserInfo endpoint. */
  lacks(claims: Claims): boolean;
  profileOf(claims: Claims): SocialProfile;
  /** Throws `AnswerInvalid` if the connector does not accept this account. */
  check?(claims: Claims): void;
}

/** A provider with OpenID Connect Core 1.0: the ID token is the proof. */
export class OpenIdConnect implements IdentityProvider {
  constructor(private readonly settings: OpenIdSettings) {}

  begin(
    parameters: AuthorizationParameters,
  ): Promise<Result<{ authorizationUrl: string; scope: string }, ProviderRefusal>> {
    return attempt(this.#secrets(), async () => {
      const config = await discovered(this.settings.issuer, this.settings.client);
      const { redirectUri, state, nonce, verifier } = parameters;
      const scope = withOpenId(parameters.scope ?? this.settings.scope);
      const url = buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        ...(this.settings.prompt && { prompt: this.settings.prompt }),
      });
      return ok({ authorizationUrl: url.href, scope });
    });
  }

  finish(callback: CallbackParameters): Promise<Result<ProvenAccount, ProviderRefusal>> {
    const { verifier, nonce, parameters } = callback;
    const secrets = this.#secrets(verifier, nonce, parameters.get("code"), callback.state);
    return attempt(secrets, async () => {
      const config = await discovered(this.settings.issuer, this.settings.client);
      const claims = await withCachedKeys(config, () => this.#claims(config, callback));
      this.settings.check?.(claims);
      const { iss, sub } = claims;
      return ok(accountOf({ issuer: iss, subject: sub, profile: this.settings.profileOf(claims), claims }));
    });
  }

  requiresIssuer(): Promise<Result<boolean, ProviderRefusal>> {
    return attempt(this.#secrets(), async () => {
      const config = await discovered(this.settings.issuer, this.settings.client);
      return ok(config.serverMetadata().authorization_response_iss_parameter_supported === true);
    });
  }

  test(): Promise<Result<ProviderReport, ProviderRefusal>> {
    return attempt(this.#secrets(), async () => {
      const config = await discovered(this.settings.issuer, this.settings.client, true);
      if ((await fetchKeys(config)) === 0)
        return refuse({ code: "provider_answer_invalid", explanation: "The provider publishes no keys." });
      await testCredentials(config);
      return ok({ explanation: "The metadata, keys and client credentials are valid." });
    });
  }

  /** The claims of the ID token, plus those of UserInfo if the token lacks some. The tokens are not kept. */
  async #claims(
    config: Configuration,
    { redirectUri, parameters, state, nonce, verifier }: CallbackParameters,
  ) {
    rewire(config, exactRedirectUri(redirectUri));
    const url = new URL(redirectUri);
    url.search = parameters.toString();
    const tokens = await authorizationCodeGrant(config, url, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      expectedState: state ?? skipStateCheck,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new AnswerInvalid("The provider sent no ID token");
    mustBeIssuedBefore(claims);
    if (!this.settings.lacks(claims) || !config.serverMetadata().userinfo_endpoint) return claims;
    const more = await fetchUserInfo(config, tokens.access_token, claims.sub);
    return { ...more, ...claims };
  }

  #secrets(...more: (string | null)[]): string[] {
    return [this.settings.client.clientSecret, ...more].filter((secret) => typeof secret === "string");
  }
}

/** Without this scope there is no ID token, and so no proof (OIDC Core §3.1.2.1). */
function withOpenId(scope: string): string {
  return scope.split(" ").includes("openid") ? scope : `openid ${scope}`.trim();
}

/** The library checks `exp`, but accepts tokens issued in the future (docs/security.md #30). */
function mustBeIssuedBefore({ iat }: IDToken): void {
  if (iat > Date.now() / 1000 + toleranceSeconds)
    throw new AnswerInvalid('unexpected JWT "iat" (issued at) claim value, it lies in the future');
}
