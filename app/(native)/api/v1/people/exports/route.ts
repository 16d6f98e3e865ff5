import {
  endpoint,
  givenPerson,
  PersonBody,
  PersonExportResource,
  route,
  toPersonExportResource,
} from "@/lib/http/native";
import { exportPerson } from "@/lib/privacy";
import { mapOk } from "@/lib/result";

const exportOne = endpoint(
  {
    operationId: "exportPerson",
    summary: "Export a person",
    description:
      "Everything that is stored about a user, an address or a number, for a request under a privacy law. Recorded as an event.",
    tag: "Users",
    scope: "users:read",
    body: PersonBody,
    response: PersonExportResource,
    refusals: ["user_not_found", "email_invalid", "phone_invalid"],
  },
  async ({ ctx, body }) => mapOk(await exportPerson(ctx, givenPerson(body)), toPersonExportResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: exportOne });
