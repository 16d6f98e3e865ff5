import { z } from "zod";
import { CreatePhoneNumberBody, createAddress, route, UserPath, v1Endpoint } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const userPhoneNumberCreate = v1Endpoint(
  {
    operationId: "corbado.v1.userPhoneNumberCreate",
    summary: "Add a phone number to a user",
    tag: "v1",
    scope: "users:write",
    params: UserPath,
    body: CreatePhoneNumberBody,
    response: z.strictObject({ data: z.strictObject({ phoneNumberID: z.string() }) }),
    refusals: ["not_found", "value_refused"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await createAddress(ctx, params.userID, "phone", body.phoneNumber), (phoneNumberID) => ({
      data: { phoneNumberID },
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: userPhoneNumberCreate });
