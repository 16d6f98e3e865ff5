import {
  ConfirmedUser,
  LinkPath,
  route,
  ValidateLinkBody,
  v1Endpoint,
  validateMessage,
} from "@/lib/dialects/corbado";

const emailLinkValidate = v1Endpoint(
  {
    operationId: "corbado.v1.emailLinkValidate",
    summary: "Validate an email link",
    tag: "v1",
    scope: "verifications:write",
    params: LinkPath,
    body: ValidateLinkBody,
    response: ConfirmedUser,
    refusals: ["not_found", "value_refused", "too_many"],
  },
  async ({ ctx, params, body }) =>
    validateMessage(ctx, "link", {
      id: params.emailLinkID,
      secret: body.token,
      createLoginToken: body.createLoginToken,
    }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: emailLinkValidate });
