import { Resend } from "resend";
import { z } from "zod";
import { retryAfterOf } from "@/lib/outbound";
import { ok, type Result, refuse } from "@/lib/result";
import type { EmailMessage, Message } from "../../message";
import { redact } from "../../redact";
import { type AcceptedMessage, ProviderUnavailable, type Sender, type SendRefusal } from "../provider";
import { defineKind } from "./kind";
import { readCallback } from "./resend-callback";
import { apiError, codeOf, explainCode, outcomeOf } from "./resend-codes";
import en from "./texts/resend.en.json";

/** `Name <a@b>` or `a@b`, as the API takes it. A line break in a header would begin another one. */
const address = /^(?:(?<name>[^<>\r\n]*)<(?<inner>[^<>@\s]+@[^<>@\s]+)>|(?<bare>[^<>@\s]+@[^<>@\s]+))$/;
const addressHint = "expected Name <address@example.com> or address@example.com";

const baseUrlHint = "expected an https URL without user, query and fragment";
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

const config = z.strictObject({
  apiKey: z
    .string()
    .max(300)
    .regex(/^re_[A-Za-z0-9_-]+$/, "expected an API key that begins with re_")
    .meta({ writeOnly: true }),
  from: z
    .string()
    .trim()
    .max(400)
    .regex(address, addressHint)
    .meta({ examples: ["Acme <no-reply@example.com>"] }),
  replyTo: z.string().trim().max(400).regex(address, addressHint).optional(),
  webhookSecret: z
    .string()
    .max(300)
    .regex(
      /^whsec_(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      "expected a signing secret that begins with whsec_",
    )
    .optional()
    .meta({ writeOnly: true }),
  baseUrl: z
    .url({ protocol: /^https?$/, error: baseUrlHint, abort: true })
    .max(1000)
    .refine(isSafeBaseUrl, baseUrlHint)
    .optional(),
});
type Config = z.output<typeof config>;

/** The API key is sent to it, so it is https. Test servers on this machine can be plain http. */
function isSafeBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  return (protocol === "https:" || loopback.has(hostname)) && `${username}${password}${search}${hash}` === "";
}

/** Resend, by its official SDK. */
export const resend = defineKind({
  kind: "resend",
  texts: { en },
  channels: ["email"],
  // Teams have 5 requests a second (https://resend.com/docs/api-reference/rate-limit), more if Resend raises the limit.
  maxConcurrency: 10,
  schema: config,
  hostOf: ({ baseUrl }) => (baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).host : undefined),
  explainCode,
  open: (config) => new ResendSender(config),
  readCallback: ({ webhookSecret }, callback) => readCallback(webhookSecret, callback),
  checkCredentials,
});

/** Neither the base URL nor anything else is left to the SDK, which would read it from the environment. */
function clientOf({ apiKey, baseUrl = "https://api.resend.com" }: Config): Resend {
  return new Resend(apiKey, { baseUrl: baseUrl.replace(/\/+$/, ""), userAgent: "countersign" });
}

/**
 * The SDK passes its request options on to the global `fetch`, so these reach it as well. Redirects are not followed,
 * because messages are secret. Inside Next, `fetch` could cache what is not marked.
 */
const fetchOptions = { redirect: "error", cache: "no-store" } as const;

class ResendSender implements Sender {
  readonly #client: Resend;

  constructor(private readonly config: Config) {
    this.#client = clientOf(config);
  }

  async send(message: Message, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>> {
    if (message.channel !== "email") throw new Error("Resend only carries email.");
    // Resend keeps keys for 24 hours, which is longer than any message is tried.
    const options = { ...fetchOptions, idempotencyKey: message.deliveryId, signal };
    const { data, error, headers } = await this.#client.emails.send(emailOf(this.config, message), options);
    // The SDK reports an aborted request as one that could not be resolved.
    signal.throwIfAborted();
    if (!data) return refuse(refusalOf(error, headers, this.config));
    const explanation = redact(`200 ${JSON.stringify(data)}`, secretsOf(this.config));
    return ok({ providerMessageId: typeof data.id === "string" ? data.id : "", explanation });
  }

  /** The SDK uses the connections of the global `fetch`, which closes them after 4 s without a request. */
  close(): void {}
}

function emailOf({ from, replyTo }: Config, message: EmailMessage) {
  const reply = replyTo ?? message.replyTo;
  return {
    from: withName(from, message.senderName),
    to: [message.to],
    subject: message.subject,
    text: message.text,
    html: message.html,
    ...(reply && { replyTo: reply }),
    headers: {
      ...message.headers,
      // Carries our id instead of the Message-ID, which Amazon SES replaces (Resend sends through it). Gmail does not put
      // messages with different values into one conversation (https://resend.com/changelog/custom-email-headers).
      "X-Entity-Ref-ID": message.deliveryId,
    },
    tags: [
      { name: "delivery_id", value: message.deliveryId },
      { name: "message_type", value: tagValue(message.facts?.type || "test") },
      { name: "locale", value: tagValue(message.locale) },
    ],
  };
}

/** Adds the sender's name to an address without one. RFC 5322 §3.4: names with special characters are quoted. */
function withName(from: string, senderName: string): string {
  const { name = "", inner, bare = "" } = address.exec(from)?.groups ?? {};
  const shown = (name.trim() || senderName).replace(/[<>"\\\p{Cc}\s]+/gu, " ").trim();
  const target = inner ?? bare;
  if (shown === "") return target;
  return /[()[\]:;@,.]/.test(shown) ? `"${shown}" <${target}>` : `${shown} <${target}>`;
}

/** Names and values of tags are 1–256 ASCII letters, digits, `_` and `-`. */
function tagValue(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 256);
}

function secretsOf({ apiKey, webhookSecret }: Config): string[] {
  return webhookSecret ? [apiKey, webhookSecret] : [apiKey];
}

type AnswerHeaders = Record<string, string> | null;

/** What an error means. Throws `ProviderUnavailable` if a retry can help. */
function refusalOf(given: unknown, headers: AnswerHeaders, config: Config): SendRefusal {
  // Without headers, nothing was received: the error is the SDK's own.
  if (!headers) throw new ProviderUnavailable("it could not be reached");
  const error = apiError.parse(given);
  const words = redact(`${error.statusCode ?? ""} ${error.message}`, secretsOf(config));
  const explanation = words || "its answer had an unknown format";
  const providerCode = codeOf(error.name);
  const outcome = outcomeOf(error);
  if (outcome !== "unavailable") return { code: outcome, explanation, providerCode };
  // A used-up quota lasts for hours, so the provider rests for as long as it can.
  const isUsedUp = error.name.endsWith("_quota_exceeded");
  const retryAfterSeconds = retryAfterOf(headers["retry-after"]) ?? (isUsedUp ? 600 : undefined);
  throw new ProviderUnavailable(explanation, { hasAnswered: true, providerCode, retryAfterSeconds });
}

/** Lists one domain. A key that can only send is refused for that by a name of its own, so it works. */
async function checkCredentials(config: Config, signal: AbortSignal): Promise<string | null> {
  const options = { ...fetchOptions, signal };
  const { error, headers } = await clientOf(config).domains.list({ limit: 1 }, options);
  if (signal.aborted) return "Resend did not answer in time.";
  if (!error && headers) return null;
  if (!headers) return "Resend could not be reached.";
  const failure = apiError.parse(error);
  if (failure.name === "restricted_api_key") return null;
  const words = redact(`${failure.statusCode ?? ""} ${failure.message}`, secretsOf(config));
  return outcomeOf(failure) === "credentials_rejected"
    ? `Resend does not accept the API key: ${words}`
    : `Resend could not check the API key: ${words}`;
}
