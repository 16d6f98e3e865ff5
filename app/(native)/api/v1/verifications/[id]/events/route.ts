import { eventsOf, onFastPath } from "@/lib/http";
import { endpoint, LiveEventResource, route, toServerSentEvent, VerificationParams } from "@/lib/http/native";
import { fromTypeId } from "@/lib/id";
import { mapOk } from "@/lib/result";
import { expiryId, followEvents, type LiveEvent } from "@/lib/verification";

const followVerification = endpoint(
  {
    operationId: "followVerification",
    summary: "Follow a verification's events",
    description:
      "Server-sent events (`EventSource`): first those that have happened, then each one as it happens, also of the messages. `event` is the event's type and `id` its id. The stream ends with `verification.verified`, `.canceled` or `.expired`, and also when the server restarts: reconnect with `Last-Event-ID`, as clients do by themselves, and you get what followed, or 204 if nothing will.",
    tag: "Verifications",
    scope: "verifications:read",
    params: VerificationParams,
    response: eventsOf(LiveEventResource),
    refusals: ["verification_not_found"],
  },
  async ({ ctx, params, headers, ...incoming }) => {
    const follow = {
      verificationId: params.id,
      after: eventIdOf(headers.get("last-event-id")),
      signal: incoming.signal,
    };
    return mapOk(await followEvents(ctx, follow), (events) => events && messagesOf(events));
  },
);

function eventIdOf(given: string | null): string | null {
  return given === expiryId ? given : fromTypeId("evt", given ?? "");
}

async function* messagesOf(events: AsyncIterable<LiveEvent>) {
  for await (const event of events) yield toServerSentEvent(event);
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/v1/verifications/[id]/events",
  route({ GET: followVerification }),
);
