import { onFastPath } from "@/lib/http";
import {
  endpoint,
  endUserOfBody,
  ResendBody,
  route,
  toQuotas,
  toVerificationResource,
  VerificationParams,
  VerificationResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { resend, resendThrough } from "@/lib/verification";

const resendVerification = endpoint(
  {
    operationId: "resendVerification",
    summary: "Resend the message",
    description:
      "Sends the same code again, or a new one if the policy rotates codes. The attempts used stay as they are.",
    tag: "Verifications",
    scope: "verifications:write",
    params: VerificationParams,
    body: ResendBody,
    response: VerificationResource,
    refusals: [
      "verification_not_found",
      "verification_not_pending",
      "nothing_to_resend",
      "resend_too_soon",
      "sends_exhausted",
      "send_limit_reached",
      "channel_not_supported",
      "channel_not_configured",
      "country_not_allowed",
      "recipient_suppressed",
      "send_blocked",
      "recipient_unreachable",
      "provider_not_found",
      "provider_channel_unsupported",
    ],
    storable: (verification) => verification,
  },
  async ({ ctx, params, body: { client, providerId, ...body }, showQuotas }) => {
    const caller = { ...ctx, endUser: endUserOfBody(client) };
    const again = { verificationId: params.id, ...body };
    const sent = providerId
      ? await resendThrough(caller, { ...again, providerId })
      : await resend(caller, again);
    if (sent.ok) showQuotas(toQuotas(sent.value.quotas));
    return mapOk(sent, ({ verification }) => toVerificationResource(verification));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/v1/verifications/[id]/resends",
  route({ POST: resendVerification }),
);
