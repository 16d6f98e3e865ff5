import {
  clientEndpoint,
  MessageResponse,
  namedUser,
  route,
  SendToUser,
  sendRefusals,
  sendToUser,
  UserPath,
} from "@/lib/dialects/transmit";

const send = clientEndpoint(
  {
    operationId: "transmit.sendEmailVerification",
    summary: "Send a user an email OTP or link",
    tag: "Transmit",
    scope: "verifications:write",
    params: UserPath,
    body: SendToUser,
    response: MessageResponse,
    refusals: [...sendRefusals, "client_gone"],
  },
  async ({ ctx, params, body }) => {
    const subject = await namedUser(ctx, params.userId);
    return subject.ok ? sendToUser(ctx, subject.value, body) : subject;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: send });
