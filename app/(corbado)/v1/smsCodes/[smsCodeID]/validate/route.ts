import { z } from "zod";
import {
  envelopedEndpoint,
  route,
  SmsCodePath,
  ValidateSmsCodeBody,
  validateSmsCode,
} from "@/lib/dialects/corbado";

const smsCodeValidate = envelopedEndpoint(
  {
    operationId: "corbado.v1.smsCodeValidate",
    summary: "Prove by a code that came by SMS",
    tag: "v1",
    scope: "verifications:write",
    params: SmsCodePath,
    body: ValidateSmsCodeBody,
    response: z.strictObject({}),
    refusals: ["not_found", "value_refused", "too_many"],
  },
  async ({ ctx, params, body }) => validateSmsCode(ctx, { id: params.smsCodeID, value: body.smsCode }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: smsCodeValidate });
