import {
  endpoint,
  findVisible,
  loadService,
  loadVerification,
  route,
  UpdateVerificationBody,
  updateVerification,
  VerificationPath,
  VerificationResource,
} from "@/lib/dialects/twilio";
import { ok } from "@/lib/result";

const verificationFetch = endpoint(
  {
    operationId: "twilio.verificationFetch",
    summary: "Fetch a verification",
    tag: "Verifications",
    scope: "verifications:read",
    params: VerificationPath,
    load: loadService,
    response: VerificationResource,
    refusals: ["not_found"],
  },
  async ({ ctx, params, loaded }) => {
    const found = await findVisible(ctx, loaded, params.sid);
    return found.ok ? ok(await loadVerification(ctx, found.value)) : found;
  },
);

const verificationUpdate = endpoint(
  {
    operationId: "twilio.verificationUpdate",
    summary: "Cancel or approve a verification",
    tag: "Verifications",
    scope: "verifications:write",
    params: VerificationPath,
    load: loadService,
    body: UpdateVerificationBody,
    response: VerificationResource,
    refusals: ["not_found"],
  },
  async ({ ctx, params, loaded, body }) =>
    updateVerification(ctx, loaded, { sid: params.sid, status: body.Status }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: verificationFetch,
  POST: verificationUpdate,
});
