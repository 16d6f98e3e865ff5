import { AddSafeNumberBody, addSafeNumber, endpoint, route, SafeNumberResource } from "@/lib/dialects/twilio";

const safelistCreate = endpoint(
  {
    operationId: "twilio.safelistCreate",
    summary: "Add a number to the safe list",
    tag: "Safe list",
    scope: "settings:write",
    body: AddSafeNumberBody,
    status: 201,
    response: SafeNumberResource,
    refusals: ["safe_number_exists", "safe_list_full"],
  },
  async ({ ctx, body }) => addSafeNumber(ctx, body.PhoneNumber),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: safelistCreate });
