import {
  endpoint,
  ReceiptQuery,
  ReceiptResource,
  route,
  toReceiptResource,
  VerificationParams,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { issueReceipt } from "@/lib/verification";

const getReceipt = endpoint(
  {
    operationId: "getVerificationReceipt",
    summary: "Get a verification's receipt",
    description:
      "A signed statement that the verification succeeded. Anybody can verify it with the keys at `/oidc/jwks`, also after the verification was deleted. It is valid for 400 days. Each call makes a new one.",
    tag: "Verifications",
    scope: "verifications:read",
    params: VerificationParams,
    query: ReceiptQuery,
    response: ReceiptResource,
    refusals: ["verification_not_found", "verification_not_verified"],
  },
  async ({ ctx, params, query }) =>
    mapOk(await issueReceipt(ctx, { verificationId: params.id, ...query }), toReceiptResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getReceipt });
