import { z } from "zod";
import { channels } from "@/lib/projects";
import { never, ok, type Result, refuse } from "@/lib/result";
import { traceHeaders } from "@/lib/telemetry";
import type { Message } from "../../message";
import type { AcceptedMessage, Sender, SendRefusal } from "../provider";
import { HttpClient, type HttpResponse, jsonOf } from "./http-client";
import { defineKind, type FindCodeText } from "./kind";
import en from "./texts/http.en.json";

const maxConcurrency = 64;

const config = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), "expected a URL without user name and password")
    .meta({ examples: ["https://messages.example.com/send"] }),
  authorization: z
    .string()
    .min(1)
    .max(2000)
    .regex(/^[\x20-\x7e]+$/, "expected plain text")
    .optional()
    .meta({ writeOnly: true }),
  paid: z.boolean().optional(),
});
type Config = z.output<typeof config>;

/** What the endpoint may respond with a 2xx status. */
const acceptedBody = z.object({ id: z.string().min(1).max(200) });
/** What it may respond with a 4xx status. */
const rejectedBody = z.object({ code: z.literal("recipient_rejected"), explanation: z.string().optional() });

/**
 * A project's own HTTP endpoint that sends messages. Each message is one POST of JSON (`bodyOf`) with an `Idempotency-Key`
 * that is the same for every try of a delivery.
 *
 * - 2xx: accepted. `{"id": "…"}` in the body is stored as the message's id.
 * - 408, 425, 429 and 5xx, or no response: retried later. `Retry-After` pauses the provider.
 * - 401 and 403: the credentials are wrong.
 * - Any other 4xx with the body `{"code": "recipient_rejected", "explanation": "…"}`: the recipient gets nothing from this or
 *   any other provider. The explanation is optional.
 * - Everything else, redirects included: this endpoint does not accept the message, but another provider can.
 */
export const http = defineKind({
  kind: "http",
  texts: { en },
  channels,
  maxConcurrency,
  isPaid: ({ paid = false }) => paid,
  schema: config,
  hostOf: ({ endpoint = "" }) => (URL.canParse(endpoint) ? new URL(endpoint).host : endpoint),
  explainCode,
  open: (config) => new HttpSender(config),
});

class HttpSender implements Sender {
  readonly #client: HttpClient;
  readonly #path: string;

  constructor({ endpoint, authorization }: Config) {
    const { pathname, search } = new URL(endpoint);
    this.#client = new HttpClient(endpoint, { maxConnections: maxConcurrency, authorization });
    this.#path = `${pathname}${search}`;
  }

  async send(message: Message, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>> {
    const response = await this.#client.request(
      {
        method: "POST",
        path: this.#path,
        headers: {
          "content-type": "application/json",
          "idempotency-key": message.deliveryId,
          ...traceHeaders(),
        },
        body: JSON.stringify(bodyOf(message)),
      },
      signal,
    );
    if (response.status < 200 || response.status > 299) return refuse(this.#refusalOf(response));
    const { data } = acceptedBody.safeParse(jsonOf(response));
    return ok({
      providerMessageId: data ? this.#client.redact(data.id) : "",
      explanation: response.explanation,
    });
  }

  close(): void {
    this.#client.close();
  }

  #refusalOf(response: HttpResponse): SendRefusal {
    const { status, explanation } = response;
    const providerCode = String(status);
    if (status === 401 || status === 403) return { code: "credentials_rejected", explanation, providerCode };
    const rejected = status >= 400 ? rejectedBody.safeParse(jsonOf(response)).data : undefined;
    if (!rejected) return { code: "message_rejected", explanation, providerCode };
    return {
      code: "recipient_rejected",
      explanation: this.#client.redact(`${status} ${rejected.explanation ?? ""}`),
      // The status would be explained as one that says nothing about the recipient.
      providerCode: rejected.code,
    };
  }
}

/** The data for rendering a message, and our rendered one. */
function bodyOf(message: Message): Record<string, unknown> {
  const { type = "test", payload = {}, code, link, locale } = message.facts ?? {};
  return {
    to: message.to,
    channel: message.channel,
    type,
    payload: { ...(code && { code }), ...(link && { link }), ...(locale && { locale }), ...payload },
    message: renderedOf(message),
  };
}

function renderedOf(message: Message): Record<string, unknown> {
  switch (message.channel) {
    case "email":
      return { subject: message.subject, text: message.text, html: message.html };
    case "voice":
      return { language: message.language, sentences: message.sentences };
    case "sms":
    case "whatsapp":
      return { text: message.text };
    default:
      return never(message);
  }
}

/** Ranges of HTTP statuses have one text each. */
function explainCode(code: string, text: FindCodeText): string | undefined {
  return text(code) ?? (/^[35]\d\d$/.test(code) ? text(`${code[0]}xx`) : undefined);
}
