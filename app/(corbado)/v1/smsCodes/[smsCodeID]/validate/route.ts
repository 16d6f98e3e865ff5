import { z } from "zod";
import { route, SmsCodePath, ValidateSmsCodeBody, v1Endpoint, validateSmsCode } from "@/lib/dialects/corbado";

const smsCodeValidate = v1Endpoint(
  {
    operationId: "corbado.v1.smsCodeValidate",
    summary: "Validate a code sent by SMS",
    tag: "v1",
    scope: "verifications:write",
    params: SmsCodePath,
    body: ValidateSmsCodeBody,
    response: z.strictObject({ loginToken: z.string().optional() }),
    refusals: ["not_found", "value_refused", "too_many"],
  },
  async ({ ctx, params, body }) =>
    validateSmsCode(ctx, {
      id: params.smsCodeID,
      secret: body.smsCode,
      createLoginToken: body.createLoginToken,
    }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: smsCodeValidate });
