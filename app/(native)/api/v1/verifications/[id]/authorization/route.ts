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

const beginAVisit = endpoint(
  {
    operationId: "beginAuthorization",
    summary: "Begin a visit to a provider",
    description:
      "For clients that own the redirect: send the browser to `authorizationUrl`, and hand the parameters with which it comes back to `/authorization/result`. Compare `state` with what you sent, to know that it is the same browser. Without a redirect of your own, send the person to `portalUrl`. Each call is a new visit and voids no other; each visit counts once. A verification that was started with an address takes none.",
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
  async ({ ctx, params, body: { connectorId, scope, ...home } }) =>
    mapOk(
      await beginAuthorization(ctx, { verificationId: params.id, connectorId, scope, home }),
      toAuthorizationResource,
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: beginAVisit });
