import { AttemptList, AttemptQuery, endpoint, listAttempts, route } from "@/lib/dialects/twilio";

const attemptList = endpoint(
  {
    operationId: "twilio.attemptList",
    summary: "List attempts",
    tag: "Attempts",
    scope: "verifications:read",
    query: AttemptQuery,
    response: AttemptList,
    refusals: ["parameter_invalid"],
  },
  async ({ ctx, query }) => listAttempts(ctx, query),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: attemptList });
