import { z } from "zod";
import { envelopedEndpoint, route, SendEmailCodeBody, sendMessage } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const emailCodeSend = envelopedEndpoint(
  {
    operationId: "corbado.v1.emailCodeSend",
    summary: "Send a code by email",
    tag: "v1",
    scope: "verifications:write",
    body: SendEmailCodeBody,
    response: z.strictObject({ data: z.strictObject({ emailCodeID: z.string() }) }),
    refusals: ["user_not_found", "value_refused", "too_many", "not_sendable"],
  },
  async ({ ctx, body: { email: to, ...asked } }) =>
    mapOk(await sendMessage(ctx, "emailCode", { to, ...asked }), (emailCodeID) => ({
      data: { emailCodeID },
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: emailCodeSend });
