import {
  ErasureResource,
  endpoint,
  givenPerson,
  PersonBody,
  route,
  toErasureResource,
} from "@/lib/http/native";
import { erasePerson } from "@/lib/privacy";
import { mapOk } from "@/lib/result";

const eraseOne = endpoint(
  {
    operationId: "erasePerson",
    summary: "Erase a person",
    description:
      "Deletes the user with identifiers and social accounts, and removes the person’s data from verifications, messages, events and webhooks. Pending verifications are canceled. What happened and when is kept, and suppressions are kept as hashes. This cannot be undone.",
    tag: "Users",
    scope: "users:write",
    body: PersonBody,
    response: ErasureResource,
    refusals: ["user_not_found", "email_invalid", "phone_invalid"],
  },
  async ({ ctx, body }) => mapOk(await erasePerson(ctx, givenPerson(body)), toErasureResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: eraseOne });
