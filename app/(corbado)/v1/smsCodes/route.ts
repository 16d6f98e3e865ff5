import { z } from "zod";
import { route, SendSmsCodeBody, sendMessage, v1Endpoint } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const smsCodeSend = v1Endpoint(
  {
    operationId: "corbado.v1.smsCodeSend",
    summary: "Send a code by SMS",
    tag: "v1",
    scope: "verifications:write",
    body: SendSmsCodeBody,
    response: z.strictObject({ data: z.strictObject({ smsCodeID: z.string() }) }),
    refusals: ["user_not_found", "value_refused", "too_many", "not_sendable"],
  },
  async ({ ctx, body: { phoneNumber: to, ...message } }) =>
    mapOk(await sendMessage(ctx, "smsCode", { to, ...message }), (smsCodeID) => ({ data: { smsCodeID } })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: smsCodeSend });
