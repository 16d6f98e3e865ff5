import { onFastPath } from "@/lib/http";
import {
  endpoint,
  route,
  toVerificationResource,
  VerificationParams,
  VerificationResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { find } from "@/lib/verification";

const getVerification = endpoint(
  {
    operationId: "getVerification",
    summary: "Get a verification",
    tag: "Verifications",
    scope: "verifications:read",
    params: VerificationParams,
    response: VerificationResource,
    refusals: ["verification_not_found"],
  },
  async ({ ctx, params }) => mapOk(await find(ctx, params.id), toVerificationResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/v1/verifications/[id]",
  route({ GET: getVerification }),
);
