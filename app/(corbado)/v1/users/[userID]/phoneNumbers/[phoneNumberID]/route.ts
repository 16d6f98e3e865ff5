import { z } from "zod";
import {
  DeleteBody,
  deleteAddress,
  findAddress,
  PhoneNumberPath,
  PhoneNumberV1,
  route,
  toPhoneNumberV1,
  v1Endpoint,
} from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const userPhoneNumberGet = v1Endpoint(
  {
    operationId: "corbado.v1.userPhoneNumberGet",
    summary: "Get a user's phone number",
    tag: "v1",
    scope: "users:read",
    params: PhoneNumberPath,
    response: z.strictObject({ data: z.strictObject({ phoneNumber: PhoneNumberV1 }) }),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) =>
    mapOk(await findAddress(ctx, params.userID, "phone", params.phoneNumberID), (found) => ({
      data: { phoneNumber: toPhoneNumberV1(found) },
    })),
);

const userPhoneNumberDelete = v1Endpoint(
  {
    operationId: "corbado.v1.userPhoneNumberDelete",
    summary: "Delete a user's phone number",
    tag: "v1",
    scope: "users:write",
    params: PhoneNumberPath,
    body: DeleteBody,
    response: z.strictObject({}),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => deleteAddress(ctx, params.userID, "phone", params.phoneNumberID),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: userPhoneNumberGet,
  DELETE: userPhoneNumberDelete,
});
