import { publicKeySet, scopes } from "@/lib/access";
import type { Handler } from "../declaration";
import { refusalOfError } from "../refusal-of-error";
import { renderingOf } from "../request-id";
import { oauthProtocol } from "./protocol";
import { grants } from "./token-endpoint";
import { type IssuerPath, issuerAt } from "./token-profiles";

/** Keys are published two days before they sign, so the set can be cached. */
const cached = { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" };

/** The discovery document (RFC 8414, OpenID Connect Discovery 1.0 §3). */
export const discovery =
  (path: IssuerPath): Handler =>
  async () => {
    const issuer = issuerAt(path);
    return Response.json(
      {
        issuer,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        introspection_endpoint: `${issuer}/token/introspection`,
        revocation_endpoint: `${issuer}/token/revocation`,
        // Only Transmit's clients have a use for it.
        ...(path === "/cis/oidc" && { userinfo_endpoint: `${issuer}/me` }),
        grant_types_supported: Object.keys(grants),
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        scopes_supported: scopes,
        // There is no authorization endpoint, because there is no browser sign-in here.
        response_types_supported: [],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      },
      { headers: cached },
    );
  };

/** The keys that our tokens are signed with. */
export const jwks: Handler = async (request) => {
  const rendering = renderingOf(oauthProtocol, request);
  try {
    return Response.json(await publicKeySet(), { headers: cached });
  } catch (error) {
    return oauthProtocol.renderRefusal(refusalOfError(error, rendering.requestId), rendering);
  }
};
