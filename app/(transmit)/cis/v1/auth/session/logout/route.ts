import { clientEndpoint, EmptyResponse, LogOutSession, logOutSession, route } from "@/lib/dialects/transmit";
import { ok } from "@/lib/result";

const end = clientEndpoint(
  {
    operationId: "transmit.logoutSession",
    summary: "End a session",
    tag: "Transmit",
    scope: "users:write",
    body: LogOutSession,
    status: 204,
    response: EmptyResponse,
    refusals: [],
  },
  async ({ ctx, body }) => {
    await logOutSession(ctx, body.session_id);
    return ok(undefined);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: end });
