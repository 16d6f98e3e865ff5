import { z } from "zod";
import { route, SendEmailCodeBody, sendMessage, v1Endpoint } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const emailCodeSend = v1Endpoint(
  {
    operationId: "corbado.v1.emailCodeSend",
    summary: "Send a code by email",
    tag: "v1",
    scope: "verifications:write",
    body: SendEmailCodeBody,
    response: z.strictObject({ data: z.strictObject({ emailCodeID: z.string() }) }),
    refusals: ["user_not_found", "value_refused", "too_many", "not_sendable"],
  },
  async ({ ctx, body: { email: to, ...message } }) =>
    mapOk(await sendMessage(ctx, "emailCode", { to, ...message }), (emailCodeID) => ({
      data: { emailCodeID },
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: emailCodeSend });
