import { z } from "zod";
import {
  endpoint,
  findSafeNumber,
  removeSafeNumber,
  route,
  SafeNumberPath,
  SafeNumberResource,
} from "@/lib/dialects/twilio";

const safelistFetch = endpoint(
  {
    operationId: "twilio.safelistFetch",
    summary: "Check whether a number is on the safe list",
    tag: "Safe list",
    scope: "settings:read",
    params: SafeNumberPath,
    response: SafeNumberResource,
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => findSafeNumber(ctx, params.phoneNumber),
);

const safelistDelete = endpoint(
  {
    operationId: "twilio.safelistDelete",
    summary: "Remove a number from the safe list",
    tag: "Safe list",
    scope: "settings:write",
    params: SafeNumberPath,
    status: 204,
    response: z.undefined(),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => removeSafeNumber(ctx, params.phoneNumber),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: safelistFetch,
  DELETE: safelistDelete,
});
