import {
  clientEndpoint,
  findUserBy,
  PhoneNumberPath,
  route,
  toUserAnswer,
  UserAnswer,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const read = clientEndpoint(
  {
    operationId: "transmit.getUserByPhoneNumber",
    summary: "Get a user by the primary phone number",
    tag: "Transmit",
    scope: "users:read",
    params: PhoneNumberPath,
    response: UserAnswer,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findUserBy(ctx, "phone_number", params.phoneNumber), toUserAnswer),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: read });
