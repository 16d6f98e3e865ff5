import { z } from "zod";
import { ok, refuse } from "@/lib/result";
import type { Message } from "../../message";
import { sizeOfSms } from "../../message-templates/sms-size";
import { ProviderUnavailable, type SendRefusalCode } from "../provider";
import { HttpClient, type HttpResponse, jsonOf } from "./http-client";
import { defineKind } from "./kind";

const sender = z.string().regex(/^(\d{3,15}|[A-Za-z0-9 ]{1,11})$/, "expected digits, or up to 11 letters");
const config = z.strictObject({
  apiKey: z.string().min(1).max(100),
  apiSecret: z.string().min(1).max(100).meta({ writeOnly: true }),
  from: sender.meta({ examples: ["Acme"] }),
  apiUrl: z.url({ protocol: /^https?$/ }).default("https://rest.nexmo.com"),
});
type Config = z.output<typeof config>;

/** Long texts are sent in several parts, with an entry for each. https://developer.vonage.com/en/api/sms */
const words = z.string().default("");
const part = z.object({ status: z.string(), "message-id": words, "error-text": words });
const sentBody = z.object({ messages: z.tuple([part], part) });

/** Each status with its outcome and meaning. https://developer.vonage.com/en/messaging/sms/guides/troubleshooting-sms */
const outcomes: Record<string, ["unavailable" | SendRefusalCode, string]> = {
  1: ["unavailable", "The account sends more messages per second than it may. The message is retried later."],
  3: ["message_rejected", "A field is invalid. Check the number, and the sender in the provider's settings."],
  4: [
    "credentials_rejected",
    "The API key or secret is wrong or disabled. Enter valid ones in the settings.",
  ],
  5: ["unavailable", "Vonage had an internal error. If it continues, contact its support."],
  6: ["message_rejected", "Vonage cannot route messages to this number. Check its country code."],
  7: ["recipient_rejected", "Vonage has barred this number. Ask for a different one."],
  8: ["message_rejected", "The Vonage account is suspended. Contact Vonage's support."],
  9: ["message_rejected", "The Vonage account has no credit left. Top it up, then retry."],
  10: ["unavailable", "The account has too many connections open. The message is retried later."],
  11: ["message_rejected", "The Vonage account cannot use the SMS API. Ask Vonage to enable it."],
  12: ["message_rejected", "The text is too long. Shorten it."],
  14: ["credentials_rejected", "The account only accepts signed requests. Change that in Vonage's settings."],
  15: ["message_rejected", "The sender is not allowed in this country. Use a number of your account."],
  29: ["message_rejected", "A trial account only sends to its test numbers. Add this one, or upgrade."],
  33: ["recipient_rejected", "The carrier has deactivated this number. Ask for a different one."],
};
const statuses = new Map(Object.entries(outcomes));

/** In English only. A translation would be a file in `texts/`. */
const en = {
  title: "Vonage",
  description: "Sends SMS with your Vonage account.",
  members: {
    apiKey: { title: "API key" },
    apiSecret: { title: "API secret" },
    from: { title: "From", description: "A number without +, or a name." },
    apiUrl: { title: "API URL", description: "Only needed for a proxy." },
  },
  codes: Object.fromEntries([...statuses].map(([code, [, meaning]]) => [code, meaning])),
};

const maxConcurrency = 30;

/** SMS by Vonage's SMS API, formerly Nexmo. It has no idempotency keys, so a retry after a crash can be a duplicate. */
export const vonage = defineKind({
  kind: "vonage",
  texts: { en },
  channels: ["sms"],
  maxConcurrency,
  isPaid: () => true,
  schema: config,
  open(config) {
    const client = clientOf(config);
    return { send: (message, signal) => send(client, config, message, signal), close: () => client.close() };
  },
  async checkCredentials(config, signal) {
    const client = clientOf(config);
    try {
      const balance = { method: "GET", path: "/account/get-balance" } as const;
      const { status, explanation } = await client.request(balance, signal);
      return status === 200 ? null : `Vonage rejected the API key or secret: ${explanation}`;
    } catch (error) {
      if (error instanceof ProviderUnavailable) return `Vonage could not check them: ${error.message}`;
      throw error;
    } finally {
      client.close();
    }
  },
});

function clientOf({ apiUrl, apiKey, apiSecret }: Config): HttpClient {
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  return new HttpClient(apiUrl, { maxConnections: maxConcurrency, authorization, secrets: [apiSecret] });
}

async function send(client: HttpClient, config: Config, message: Message, signal: AbortSignal) {
  if (message.channel !== "sms") throw new Error("Vonage only sends SMS.");
  const { to, text, senderId, deliveryId } = message;
  const type = sizeOfSms(text).encoding === "gsm7" ? "text" : "unicode";
  const from = sender.safeParse(senderId).data ?? config.from;
  const fields = { from, to: to.replace("+", ""), text, type, "client-ref": deliveryId };
  const body = new URLSearchParams(fields).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return judge(client, await client.request({ method: "POST", path: "/sms/json", headers, body }, signal));
}

/** Errors are reported with HTTP status 200, too. */
function judge(client: HttpClient, response: HttpResponse) {
  const { data } = sentBody.safeParse(jsonOf(response));
  const { status, explanation } = response;
  if (!data && status === 401)
    return refuse({ code: "credentials_rejected", explanation, providerCode: "4" });
  if (!data) return refuse({ code: "message_rejected", explanation, providerCode: `${status}` });
  const failed = data.messages.find((part) => part.status !== "0");
  if (!failed) return ok({ providerMessageId: data.messages[0]["message-id"], explanation: "0 accepted" });
  const [providerCode, words] = [failed.status, client.redact(`${failed.status} ${failed["error-text"]}`)];
  const [outcome] = statuses.get(providerCode) ?? ["message_rejected"];
  if (outcome === "unavailable") throw new ProviderUnavailable(words, { hasAnswered: true, providerCode });
  return refuse({ code: outcome, explanation: words, providerCode });
}
