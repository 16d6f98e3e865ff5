import { CheckPhoneBody, checkPhone, envelopedEndpoint, PhoneChecked, route } from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";

const validatePhoneNumber = envelopedEndpoint(
  {
    operationId: "corbado.v1.validatePhoneNumber",
    summary: "Check whether a phone number can exist",
    tag: "v1",
    scope: "verifications:read",
    body: CheckPhoneBody,
    response: PhoneChecked,
    refusals: [],
  },
  async ({ body }) => ok(checkPhone(body.phoneNumber, body.regionCode)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: validatePhoneNumber });
