import { encodeCursor, pageOf } from "@/lib/http";
import { endpoint, InboxMessageResource, InboxQuery, route, toInboxMessageResource } from "@/lib/http/native";
import { ok } from "@/lib/result";
import { readInbox } from "@/lib/verification";

const listInboxMessages = endpoint(
  {
    operationId: "listInboxMessages",
    summary: "Read the inbox",
    description:
      "What the built-in inbox captured, newest first, rendered again with its codes and links. With `waitSeconds` it answers as soon as something is there, and an empty list at the end. Reading is recorded as an event.",
    tag: "Inbox",
    scope: "inbox:read",
    query: InboxQuery,
    response: pageOf(InboxMessageResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, to, after, waitSeconds }, signal }) => {
    const wait = { seconds: waitSeconds, signal };
    const { messages, next } = await readInbox(ctx, { to, after, before: cursor, limit, wait });
    return ok({ data: messages.map(toInboxMessageResource), nextCursor: next && encodeCursor(next) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listInboxMessages });
