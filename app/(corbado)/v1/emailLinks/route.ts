import { z } from "zod";
import { route, SendLinkBody, sendMessage, v1Endpoint } from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";

const emailLinkSend = v1Endpoint(
  {
    operationId: "corbado.v1.emailLinkSend",
    summary: "Send an email link",
    tag: "v1",
    scope: "verifications:write",
    body: SendLinkBody,
    response: z.strictObject({ data: z.strictObject({ emailLinkID: z.string() }) }),
    refusals: ["user_not_found", "value_refused", "too_many", "not_sendable"],
  },
  async ({ ctx, body: { email: to, ...message } }) =>
    mapOk(await sendMessage(ctx, "link", { to, ...message }), (emailLinkID) => ({ data: { emailLinkID } })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: emailLinkSend });
