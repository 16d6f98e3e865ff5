import { CheckEmailBody, checkEmail, EmailChecked, envelopedEndpoint, route } from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";

const validateEmail = envelopedEndpoint(
  {
    operationId: "corbado.v1.validateEmail",
    summary: "Check the form of an email address",
    tag: "v1",
    scope: "verifications:read",
    body: CheckEmailBody,
    response: EmailChecked,
    refusals: [],
  },
  async ({ body }) => ok(checkEmail(body.email)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: validateEmail });
