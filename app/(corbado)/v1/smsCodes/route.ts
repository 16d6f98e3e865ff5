import { z } from "zod";
import { envelopedEndpoint, route, SendSmsCodeBody, sendMessage } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const smsCodeSend = envelopedEndpoint(
  {
    operationId: "corbado.v1.smsCodeSend",
    summary: "Send a code by SMS",
    tag: "v1",
    scope: "verifications:write",
    body: SendSmsCodeBody,
    response: z.strictObject({ data: z.strictObject({ smsCodeID: z.string() }) }),
    refusals: ["user_not_found", "value_refused", "too_many", "not_sendable"],
  },
  async ({ ctx, body: { phoneNumber: to, ...asked } }) =>
    mapOk(await sendMessage(ctx, "smsCode", { to, ...asked }), (smsCodeID) => ({ data: { smsCodeID } })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: smsCodeSend });
