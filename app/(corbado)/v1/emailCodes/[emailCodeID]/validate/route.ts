import {
  ConfirmedUser,
  EmailCodePath,
  route,
  ValidateEmailCodeBody,
  v1Endpoint,
  validateMessage,
} from "@/lib/dialects/corbado";

const emailCodeValidate = v1Endpoint(
  {
    operationId: "corbado.v1.emailCodeValidate",
    summary: "Validate a code sent by email",
    tag: "v1",
    scope: "verifications:write",
    params: EmailCodePath,
    body: ValidateEmailCodeBody,
    response: ConfirmedUser,
    refusals: ["not_found", "value_refused", "too_many"],
  },
  async ({ ctx, params, body }) =>
    validateMessage(ctx, "emailCode", {
      id: params.emailCodeID,
      secret: body.code,
      createLoginToken: body.createLoginToken,
    }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: emailCodeValidate });
