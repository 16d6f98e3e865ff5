import { CheckPhoneBody, checkPhone, PhoneCheckResponse, route, v1Endpoint } from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";

const validatePhoneNumber = v1Endpoint(
  {
    operationId: "corbado.v1.validatePhoneNumber",
    summary: "Check a phone number",
    tag: "v1",
    scope: "verifications:read",
    body: CheckPhoneBody,
    response: PhoneCheckResponse,
    refusals: [],
  },
  async ({ body }) => ok(checkPhone(body.phoneNumber, body.regionCode)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: validatePhoneNumber });
