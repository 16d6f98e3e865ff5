import {
  CreateVerificationBody,
  endpoint,
  loadService,
  route,
  ServicePath,
  startRefusals,
  startVerification,
  VerificationResource,
} from "@/lib/dialects/twilio";
import { onFastPath } from "@/lib/http";

const verificationCreate = endpoint(
  {
    operationId: "twilio.verificationCreate",
    summary: "Start a verification, or send its code again",
    tag: "Verifications",
    scope: "verifications:write",
    params: ServicePath,
    load: loadService,
    body: CreateVerificationBody,
    status: 201,
    response: VerificationResource,
    refusals: startRefusals,
  },
  async ({ ctx, loaded, body }) => startVerification(ctx, loaded, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/v2/Services/[serviceSid]/Verifications",
  route({ POST: verificationCreate }),
);
