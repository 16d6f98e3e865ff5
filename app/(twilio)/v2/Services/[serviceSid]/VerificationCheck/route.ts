import {
  CheckResource,
  CheckVerificationBody,
  checkVerification,
  endpoint,
  loadService,
  route,
  ServicePath,
} from "@/lib/dialects/twilio";
import { onFastPath } from "@/lib/http";

const verificationCheck = endpoint(
  {
    operationId: "twilio.verificationCheck",
    summary: "Check a code",
    tag: "Verifications",
    scope: "verifications:write",
    params: ServicePath,
    load: loadService,
    body: CheckVerificationBody,
    response: CheckResource,
    refusals: ["not_found", "checks_exhausted", "target_missing", "payment_incomplete"],
  },
  async ({ ctx, loaded, body }) => checkVerification(ctx, loaded, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/v2/Services/[serviceSid]/VerificationCheck",
  route({ POST: verificationCheck }),
);
