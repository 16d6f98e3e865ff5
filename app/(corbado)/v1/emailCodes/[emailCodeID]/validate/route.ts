import {
  ConfirmedUser,
  EmailCodePath,
  envelopedEndpoint,
  route,
  ValidateEmailCodeBody,
  validateMessage,
} from "@/lib/dialects/corbado";

const emailCodeValidate = envelopedEndpoint(
  {
    operationId: "corbado.v1.emailCodeValidate",
    summary: "Prove by a code that came by email",
    tag: "v1",
    scope: "verifications:write",
    params: EmailCodePath,
    body: ValidateEmailCodeBody,
    response: ConfirmedUser,
    refusals: ["not_found", "value_refused", "too_many"],
  },
  async ({ ctx, params, body }) =>
    validateMessage(ctx, "emailCode", { id: params.emailCodeID, value: body.code }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: emailCodeValidate });
