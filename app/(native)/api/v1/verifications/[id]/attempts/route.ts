import { onFastPath } from "@/lib/http";
import {
  CheckBody,
  endpoint,
  endUserOfBody,
  givenIdentifier,
  ProvenResource,
  route,
  toProvenResource,
  VerificationParams,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { checkCode } from "@/lib/verification";

/** Checks a code against a pending verification. */
const checkACode = endpoint(
  {
    operationId: "checkCode",
    summary: "Check a code",
    description:
      "200 means verified. Each call with a code uses one attempt, which is counted before the code is compared. If the same API key sends the same correct code again within a few seconds, it gets the same response with `replayed: true`.",
    tag: "Verifications",
    scope: "verifications:write",
    params: VerificationParams,
    body: CheckBody,
    response: ProvenResource,
    refusals: [
      "verification_not_found",
      "code_mismatch",
      "verification_expired",
      "already_verified",
      "verification_canceled",
      "attempts_exhausted",
      "guess_budget_exhausted",
      "identifier_mismatch",
      "identifier_taken",
    ],
  },
  async ({ ctx, params, body: { client, code, expect } }) => {
    const expected = expect && { ...expect, identifier: givenIdentifier(expect) };
    return mapOk(
      await checkCode(
        { ...ctx, endUser: endUserOfBody(client) },
        { verificationId: params.id, code, expect: expected },
      ),
      toProvenResource,
    );
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/v1/verifications/[id]/attempts",
  route({ POST: checkACode }),
);
