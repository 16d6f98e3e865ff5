import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchProtectedResource,
  skipStateCheck,
} from "openid-client";
import type { SocialProfile } from "@/drizzle/schema";
import { ok, type Result } from "@/lib/result";
import { accountOf } from "./account";
import { assembled, type Client, rewire } from "./configuration";
import { AnswerInvalid, attempt } from "./failure";
import type {
  AuthorizationParameters,
  CallbackParameters,
  IdentityProvider,
  ProvenAccount,
  ProviderRefusal,
  ProviderReport,
} from "./identity-provider";
import { exactRedirectUri } from "./redirect-uri";
import { testCredentials } from "./test-credentials";

type Claims = Record<string, unknown>;

export interface PlainOAuthSettings {
  /** Names the provider, in evidence and in `iss` (RFC 9207). */
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  client: Client;
  scope: string;
  /** Reads the account with the access token. `ask` returns the JSON of a response, and throws if it is not JSON. */
  read(
    ask: (url: string) => Promise<unknown>,
  ): Promise<{ subject: unknown; profile: SocialProfile; claims: Claims }>;
}

/** A provider with OAuth 2.0 only: the proof is its API's response to a token issued to us. */
export class PlainOAuth implements IdentityProvider {
  constructor(private readonly settings: PlainOAuthSettings) {}

  begin(
    parameters: AuthorizationParameters,
  ): Promise<Result<{ authorizationUrl: string; scope: string }, ProviderRefusal>> {
    return attempt(this.#secrets(), async () => {
      const { redirectUri, state, verifier, scope = this.settings.scope } = parameters;
      const url = buildAuthorizationUrl(this.#configuration(), {
        redirect_uri: redirectUri,
        ...(scope && { scope }),
        state,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
      return ok({ authorizationUrl: url.href, scope });
    });
  }

  finish(callback: CallbackParameters): Promise<Result<ProvenAccount, ProviderRefusal>> {
    const { redirectUri, parameters, state, verifier } = callback;
    return attempt(this.#secrets(verifier, parameters.get("code"), state), async () => {
      const config = this.#configuration();
      rewire(config, exactRedirectUri(redirectUri));
      const url = new URL(redirectUri);
      url.search = parameters.toString();
      const tokens = await authorizationCodeGrant(config, url, {
        pkceCodeVerifier: verifier,
        expectedState: state ?? skipStateCheck,
      });
      const read = await this.settings.read((resource) => ask(config, tokens.access_token, resource));
      return ok(accountOf({ issuer: this.settings.issuer, ...read }));
    });
  }

  /** There is no metadata that could announce it. */
  async requiresIssuer() {
    return ok(false);
  }

  test(): Promise<Result<ProviderReport, ProviderRefusal>> {
    return attempt(this.#secrets(), async () => {
      await testCredentials(this.#configuration());
      return ok({ explanation: "The token endpoint responds, and the client credentials are valid." });
    });
  }

  #configuration(): Configuration {
    const { issuer, authorizationEndpoint, tokenEndpoint, client } = this.settings;
    const endpoints = { authorization_endpoint: authorizationEndpoint, token_endpoint: tokenEndpoint };
    const config = assembled({ issuer, ...endpoints }, client);
    rewire(config, (fetch) => async (url, outgoing) => {
      const response = await fetch(url, outgoing);
      return url === tokenEndpoint ? asPlainOAuth(response) : response;
    });
    return config;
  }

  #secrets(...more: (string | null)[]): string[] {
    return [this.settings.client.clientSecret, ...more].filter((secret) => typeof secret === "string");
  }
}

/**
 * A token response as RFC 6749 defines it. Some providers, such as GitHub, send errors with status 200, and some add an ID
 * token, which cannot be verified here.
 */
async function asPlainOAuth(response: Response): Promise<Response> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return new Response(text, response);
  }
  if (typeof body !== "object" || body === null) return new Response(text, response);
  const { id_token: _, ...rest } = body as Claims;
  const status = response.status === 200 && typeof rest.error === "string" ? 400 : response.status;
  return Response.json(rest, { status });
}

async function ask(config: Configuration, accessToken: string, url: string): Promise<unknown> {
  const headers = new Headers({ accept: "application/json" });
  const response = await fetchProtectedResource(config, accessToken, new URL(url), "GET", undefined, headers);
  if (response.status !== 200) throw new AnswerInvalid("no account", { cause: response });
  return response.json().catch(() => {
    throw new AnswerInvalid("The provider's account is not JSON");
  });
}
