import { z } from "zod";
import { ok, type Result, refuse } from "@/lib/result";
import type { Message } from "../message";
import { redact } from "../redact";
import { defineKind } from "./kind";
import { type AcceptedMessage, ProviderUnavailable, type SendRefusal } from "./provider";

const config = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .meta({
      title: "Endpoint",
      description: "Each message is posted here as JSON; 2xx means that it was taken over.",
      examples: ["https://messages.example.com/send"],
    }),
  authorization: z
    .string()
    .min(1)
    .max(2000)
    .regex(/^[\x20-\x7e]+$/, "expected plain text")
    .optional()
    .meta({ title: "Authorization", description: "Sent as the header of this name.", writeOnly: true }),
});
type Config = z.output<typeof config>;

/** A project's own HTTP endpoint that sends messages. */
export const http = defineKind({
  kind: "http",
  title: "HTTP endpoint",
  description:
    "A program of your own that sends mail or SMS: it gets the code, and the message as we would send it.",
  channels: ["email", "sms"],
  schema: config,
  describe: ({ endpoint = "" }) =>
    `the endpoint at ${URL.canParse(endpoint) ? new URL(endpoint).host : endpoint}`,
  open(config) {
    const provider = {
      name: "http",
      send: (message: Message, signal: AbortSignal) => post(config, message, signal),
    };
    return { captures: false, email: provider, sms: provider, close() {} };
  },
});

async function post(
  config: Config,
  message: Message,
  signal: AbortSignal,
): Promise<Result<AcceptedMessage, SendRefusal>> {
  const { authorization } = config;
  const response = await fetch(config.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      // The same for every try of a delivery.
      "idempotency-key": message.messageId,
      ...(authorization && { authorization }),
    },
    body: JSON.stringify(bodyOf(message)),
    // Messages are secret, so no redirects are followed.
    redirect: "error",
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new ProviderUnavailable("it could not be reached");
  });
  const text = (await response.text()).slice(0, 500);
  const explanation = redact(`${response.status} ${text}`.trim(), authorization ? [authorization] : []);
  if (response.ok) return ok({ providerMessageId: "", explanation });
  if (response.status === 429 || response.status >= 500) throw new ProviderUnavailable(explanation, true);
  if (response.status === 401 || response.status === 403)
    return refuse({ code: "credentials_rejected", explanation });
  return refuse({ code: "message_rejected", explanation });
}

/** The data for rendering a message, and our rendered one. */
function bodyOf(message: Message): Record<string, unknown> {
  const { type = "test", payload = {}, code, link, locale } = message.facts ?? {};
  const rendered =
    message.channel === "email"
      ? { subject: message.subject, text: message.text, html: message.html }
      : { text: message.text };
  return {
    to: message.to,
    type,
    payload: { ...(code && { code }), ...(link && { link }), ...(locale && { locale }), ...payload },
    message: rendered,
  };
}
