import { z } from "zod";
import type { Channel } from "@/lib/projects";
import { type Result, refuse } from "@/lib/result";
import type { Message } from "../../message";
import { type AcceptedMessage, ProviderUnavailable, type SendRefusal } from "../provider";
import { defineKind } from "./kind";
import { readCallback } from "./twilio-callback";
import { TwilioClient } from "./twilio-client";
import { explainCode } from "./twilio-codes";
import { twimlOf } from "./twilio-twiml";

const sid = (prefix: string) => new RegExp(`^${prefix}[0-9a-f]{32}$`);
const secret = z.string().min(1).max(200);
const phoneNumber = /^\+[1-9]\d{6,14}$/;
/** https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id */
const senderName = /^(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}$/;
const messagingService = sid("MG");

function isSmsSender(text: string): boolean {
  return [messagingService, phoneNumber, /^\d{3,8}$/, senderName].some((form) => form.test(text));
}

/** `HX…` for all languages, or one for each: `en=HX…, de=HX…`. */
const contentSids = /^(?:HX[0-9a-f]{32}|[a-z]{2}=HX[0-9a-f]{32}(?:\s*,\s*[a-z]{2}=HX[0-9a-f]{32})*)$/;

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

const fields = z.strictObject({
  accountSid: z
    .string()
    .regex(sid("AC"), "expected AC and 32 hexadecimal digits")
    .meta({ title: "Account SID", examples: ["AC0123456789abcdef0123456789abcdef"] }),
  authToken: secret.optional().meta({
    title: "Auth token",
    description: "Signs status callbacks, and signs in unless there is an API key.",
    writeOnly: true,
  }),
  apiKeySid: z
    .string()
    .regex(sid("SK"), "expected SK and 32 hexadecimal digits")
    .optional()
    .meta({ title: "API key SID", description: "Signs in instead of the auth token." }),
  apiKeySecret: secret.optional().meta({ title: "API key secret", writeOnly: true }),
  smsFrom: z
    .string()
    .refine(
      isSmsSender,
      "expected a messaging service (MG…), a number with +, a short code, or a name of up to 11 characters",
    )
    .optional()
    .meta({
      title: "SMS from",
      description: "A messaging service, a number, a short code, or a sender name.",
      examples: ["MG0123456789abcdef0123456789abcdef", "+15005550006", "Acme"],
    }),
  voiceFrom: z
    .string()
    .regex(phoneNumber, "expected a number with +")
    .optional()
    .meta({
      title: "Calls from",
      description: "A number of the account that can call.",
      examples: ["+15005550006"],
    }),
  whatsappFrom: z
    .string()
    .refine(
      (text) => phoneNumber.test(text) || messagingService.test(text),
      "expected a number with +, or a messaging service (MG…)",
    )
    .optional()
    .meta({ title: "WhatsApp from", examples: ["+14155238886"] }),
  whatsappContentSid: z
    .string()
    .max(1000)
    .regex(contentSids, "expected HX and 32 hexadecimal digits, or en=HX…, de=HX…")
    .optional()
    .meta({
      title: "WhatsApp template",
      description: "The content SID of an approved authentication template, or one for each language.",
      examples: ["HX0123456789abcdef0123456789abcdef"],
    }),
  edge: z
    .string()
    .regex(/^[a-z0-9-]{1,30}$/)
    .optional()
    .meta({ title: "Edge", examples: ["dublin"] }),
  region: z
    .string()
    .regex(/^[a-z0-9]{2,10}$/)
    .optional()
    .meta({ title: "Region", examples: ["ie1"] }),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .refine(isSafeBaseUrl, "expected an https URL without user, query and fragment")
    .optional()
    .meta({ title: "Base URL", description: "Only needed for a proxy." }),
});

const config = fields.superRefine((given, context) => {
  const complain = (path: keyof typeof given, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (given.apiKeySid && !given.apiKeySecret) complain("apiKeySecret", "an API key needs its secret");
  if (given.apiKeySecret && !given.apiKeySid) complain("apiKeySid", "a secret needs its API key");
  if (!given.apiKeySid && !given.authToken) complain("authToken", "expected an auth token or an API key");
  if (!given.smsFrom && !given.voiceFrom && !given.whatsappFrom)
    complain("smsFrom", "expected a sender for SMS, calls or WhatsApp");
});
export type TwilioConfig = z.output<typeof config>;

/** The credentials are sent to it, so it is https. Test servers on this machine can be plain http. */
function isSafeBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  return (protocol === "https:" || loopback.has(hostname)) && `${username}${password}${search}${hash}` === "";
}

const maxConcurrency = 50;

/** Twilio, by its official SDK: SMS, phone calls and WhatsApp. */
export const twilio = defineKind({
  kind: "twilio",
  title: "Twilio",
  description:
    "Sends SMS, reads codes out in phone calls, and sends WhatsApp messages, with your Twilio account.",
  channels: ["sms", "voice", "whatsapp"],
  maxConcurrency,
  schema: config,
  describe: ({ baseUrl }) =>
    baseUrl && URL.canParse(baseUrl) ? `Twilio at ${new URL(baseUrl).host}` : "Twilio",
  explainCode,
  open(config, { statusCallbackUrl }) {
    const client = new TwilioClient(config, maxConcurrency);
    return {
      send: (message, signal) => send(client, config, message, statusCallbackUrl, signal),
      close: () => client.close(),
    };
  },
  readCallback,
  async checkCredentials(config, signal) {
    const client = new TwilioClient(config, 1);
    try {
      const checked = await client.fetchAccount(signal);
      return checked.ok ? null : `Twilio rejected them: ${checked.refusal.explanation}`;
    } catch (error) {
      if (error instanceof ProviderUnavailable) return `Twilio could not check them: ${error.message}`;
      throw error;
    } finally {
      client.close();
    }
  },
});

type Sent = Result<AcceptedMessage, SendRefusal>;

async function send(
  client: TwilioClient,
  config: TwilioConfig,
  message: Message,
  callbackUrl: string | null,
  signal: AbortSignal,
): Promise<Sent> {
  const { to, deliveryId } = message;
  // Twilio signs the whole URL, so nobody can report about another delivery.
  const statusCallback = callbackUrl ? `${callbackUrl}?deliveryId=${deliveryId}` : undefined;
  switch (message.channel) {
    case "sms": {
      const from = message.senderId && senderName.test(message.senderId) ? message.senderId : config.smsFrom;
      if (!from) return withoutSender("sms");
      return client.createMessage({ to, ...senderOf(from), body: message.text, statusCallback }, signal);
    }
    case "voice": {
      if (!config.voiceFrom) return withoutSender("voice");
      const callback = statusCallback && { statusCallback, statusCallbackEvent: ["completed"] };
      const call = { to, from: config.voiceFrom, twiml: twimlOf(message), timeout: 30, ...callback };
      return client.createCall(call, signal);
    }
    case "whatsapp": {
      if (!config.whatsappFrom) return withoutSender("whatsapp");
      const contentSid = contentSidFor(config, message.locale);
      const content =
        contentSid && message.code !== null
          ? { contentSid, contentVariables: JSON.stringify({ 1: message.code }) }
          : { body: message.text };
      const sender = senderOf(config.whatsappFrom, "whatsapp:");
      return client.createMessage({ to: `whatsapp:${to}`, ...sender, ...content, statusCallback }, signal);
    }
    case "email":
      throw new Error("Twilio does not send email.");
  }
}

function senderOf(from: string, prefix = "") {
  return messagingService.test(from) ? { messagingServiceSid: from } : { from: `${prefix}${from}` };
}

/** Twilio's code for a message without a sender, so that its explanation fits. */
function withoutSender(channel: Channel): Sent {
  const explanation = `This provider has no sender for ${channel}.`;
  return refuse({ code: "message_rejected", explanation, providerCode: "21603" });
}

/** Each language of a WhatsApp template has a SID of its own in Twilio. */
function contentSidFor({ whatsappContentSid }: TwilioConfig, locale: string): string | undefined {
  if (!whatsappContentSid?.includes("=")) return whatsappContentSid;
  const entries = whatsappContentSid.split(",").map((entry) => entry.trim().split("=") as [string, string]);
  return (entries.find(([language]) => language === locale) ?? entries[0])?.[1];
}
