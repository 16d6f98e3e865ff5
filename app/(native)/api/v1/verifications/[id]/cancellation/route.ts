import { onFastPath } from "@/lib/http";
import {
  EmptyBody,
  endpoint,
  route,
  toVerificationResource,
  VerificationParams,
  VerificationResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { cancel } from "@/lib/verification";

const cancelVerification = endpoint(
  {
    operationId: "cancelVerification",
    summary: "Cancel a verification",
    description: "Ends the verification without a proof. Safe to repeat.",
    tag: "Verifications",
    scope: "verifications:write",
    params: VerificationParams,
    body: EmptyBody,
    response: VerificationResource,
    refusals: ["verification_not_found", "already_verified"],
  },
  async ({ ctx, params }) => mapOk(await cancel(ctx, { verificationId: params.id }), toVerificationResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/v1/verifications/[id]/cancellation",
  route({ POST: cancelVerification }),
);
