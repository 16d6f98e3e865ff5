import { AttemptPath, AttemptResource, endpoint, findAttempt, route } from "@/lib/dialects/twilio";

const attemptFetch = endpoint(
  {
    operationId: "twilio.attemptFetch",
    summary: "Fetch an attempt",
    tag: "Attempts",
    scope: "verifications:read",
    params: AttemptPath,
    response: AttemptResource,
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => findAttempt(ctx, params.sid),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: attemptFetch });
