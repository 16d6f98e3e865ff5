import {
  endpoint,
  FinishAuthorizationBody,
  route,
  toVerificationResource,
  VerificationParams,
  VerificationResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { finishAuthorization } from "@/lib/verification";

const finishAnAuthorization = endpoint(
  {
    operationId: "finishAuthorization",
    summary: "Finish an authorization request",
    description:
      "200 means verified; `socialAccount` is the account. The authorization request is used up whatever the outcome. After a failure the verification is still pending, and you can start another request.",
    tag: "Verifications",
    scope: "verifications:write",
    params: VerificationParams,
    body: FinishAuthorizationBody,
    response: VerificationResource,
    refusals: [
      "verification_not_found",
      "verification_not_pending",
      "authorization_not_found",
      "authorization_used",
      "authorization_expired",
      "authorization_of_other_browser",
      "connector_not_found",
      "connector_disabled",
      "authorization_denied",
      "provider_refused",
      "provider_unavailable",
      "provider_answer_invalid",
      "already_verified",
      "social_account_taken",
    ],
  },
  async ({ ctx, params, body: { parameters } }) =>
    mapOk(await finishAuthorization(ctx, { verificationId: params.id, parameters }), toVerificationResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: finishAnAuthorization });
