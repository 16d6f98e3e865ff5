import { CheckEmailBody, checkEmail, EmailCheckResponse, route, v1Endpoint } from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";

const validateEmail = v1Endpoint(
  {
    operationId: "corbado.v1.validateEmail",
    summary: "Check the form of an email address",
    tag: "v1",
    scope: "verifications:read",
    body: CheckEmailBody,
    response: EmailCheckResponse,
    refusals: [],
  },
  async ({ body }) => ok(checkEmail(body.email)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: validateEmail });
