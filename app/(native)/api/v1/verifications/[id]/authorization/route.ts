import {
  AuthorizationResource,
  BeginAuthorizationBody,
  endpoint,
  route,
  toAuthorizationResource,
  VerificationParams,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { beginAuthorization } from "@/lib/verification";

const beginAnAuthorization = endpoint(
  {
    operationId: "beginAuthorization",
    summary: "Start an authorization request",
    description:
      "For clients that handle the redirect themselves. Redirect the browser to `authorizationUrl`, and post the query parameters it comes back with to `/authorization/result`. Compare `state` with the one you sent, to make sure it is the same browser. If you have no redirect of your own, use `portalUrl`. Each call creates a new authorization request and invalidates no other; each can be used once. Not available for a verification that was started with an address.",
    tag: "Verifications",
    scope: "verifications:write",
    params: VerificationParams,
    body: BeginAuthorizationBody,
    response: AuthorizationResource,
    refusals: [
      "verification_not_found",
      "verification_not_pending",
      "connector_not_found",
      "connector_disabled",
      "connector_fixed",
      "identifier_fixed",
      "redirect_uri_not_allowed",
      "authorizations_exhausted",
      "authorization_denied",
      "provider_refused",
      "provider_unavailable",
      "provider_answer_invalid",
    ],
  },
  async ({ ctx, params, body: { connectorId, scope, ...callback } }) =>
    mapOk(
      await beginAuthorization(ctx, { verificationId: params.id, connectorId, scope, callback }),
      toAuthorizationResource,
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: beginAnAuthorization });
