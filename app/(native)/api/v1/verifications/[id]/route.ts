import { onFastPath } from "@/lib/http";
import {
  endpoint,
  route,
  toVerificationResource,
  VerificationParams,
  VerificationResource,
  WaitQuery,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { waitForStatus } from "@/lib/verification";

const getVerification = endpoint(
  {
    operationId: "getVerification",
    summary: "Get a verification",
    description:
      "With `waitSeconds` the response comes as soon as the status is another than `ifStatus` or cannot change any more (verified, canceled or expired), or when the time is up. It can come earlier, when the server restarts or thousands are waiting, so look at the status.",
    tag: "Verifications",
    scope: "verifications:read",
    params: VerificationParams,
    query: WaitQuery,
    response: VerificationResource,
    refusals: ["verification_not_found"],
  },
  async ({ ctx, params, query: { waitSeconds: seconds, ifStatus: known }, ...incoming }) => {
    const wait = seconds > 0 ? { known, seconds, signal: incoming.signal } : null;
    return mapOk(await waitForStatus(ctx, { verificationId: params.id, wait }), toVerificationResource);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/v1/verifications/[id]",
  route({ GET: getVerification }),
);
