import { endpoint, route, SummaryQuery, SummaryResource, summarizeAttempts } from "@/lib/dialects/twilio";
import { ok } from "@/lib/result";

const attemptSummary = endpoint(
  {
    operationId: "twilio.attemptSummary",
    summary: "Summarize attempts",
    tag: "Attempts",
    scope: "verifications:read",
    query: SummaryQuery,
    response: SummaryResource,
    refusals: [],
  },
  async ({ ctx, query }) => ok(await summarizeAttempts(ctx, query)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: attemptSummary });
