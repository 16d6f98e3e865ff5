import { encodeCursor, pageOf } from "@/lib/http";
import { endpoint, InboxMessageResource, InboxQuery, route, toInboxMessageResource } from "@/lib/http/native";
import { ok } from "@/lib/result";
import { readInbox } from "@/lib/verification";

const listInboxMessages = endpoint(
  {
    operationId: "listInboxMessages",
    summary: "List inbox messages",
    description:
      "Messages in the built-in inbox, newest first, with codes and links. With `waitSeconds` the response comes as soon as there is a message, or is an empty list when the time is up. Reading is recorded as an event.",
    tag: "Inbox",
    scope: "inbox:read",
    query: InboxQuery,
    response: pageOf(InboxMessageResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, to, after, waitSeconds }, ...incoming }) => {
    const wait = waitSeconds > 0 ? { seconds: waitSeconds, signal: incoming.signal } : undefined;
    const { messages, next } = await readInbox(ctx, { to, after, before: cursor, limit, wait });
    return ok({ data: messages.map(toInboxMessageResource), nextCursor: next && encodeCursor(next) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listInboxMessages });
