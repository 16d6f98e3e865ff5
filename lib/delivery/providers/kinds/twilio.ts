import { type Result, refuse } from "@/lib/result";
import { minute } from "@/lib/time";
import type { Message, WhatsappMessage } from "../../message";
import type { AcceptedMessage, SendRefusal } from "../provider";
import { defineKind } from "./kind";
import en from "./texts/twilio.en.json";
import { readCallback, statusCallbackOf } from "./twilio-callback";
import { TwilioClient } from "./twilio-client";
import { explainCode } from "./twilio-codes";
import { messagingService, senderName, type TwilioConfig, twilioConfig } from "./twilio-config";
import { twimlOf } from "./twilio-twiml";

const maxConcurrency = 50;

/**
 * How long an SMS can wait in Twilio's queue. Codes for phones are valid for 10 minutes at most (docs/security.md #2), and
 * Twilio would otherwise send one as late as 10 hours after it was requested.
 */
const smsValiditySeconds = 10 * minute;

/** How long a phone rings. Most voicemail answers earlier. */
const ringSeconds = 30;

/** Twilio, by its official SDK: SMS, phone calls and WhatsApp. */
export const twilio = defineKind({
  kind: "twilio",
  texts: { en },
  channels: ["sms", "voice", "whatsapp"],
  channelMembers: {
    sms: ["smsFrom"],
    voice: ["voiceFrom"],
    whatsapp: ["whatsappFrom", "whatsappContentSid"],
  },
  maxConcurrency,
  isPaid: () => true,
  schema: twilioConfig,
  hostOf: ({ baseUrl }) => (baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).host : undefined),
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
      return await client.checkCredentials(signal);
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
  const statusCallback = statusCallbackOf(config, callbackUrl, deliveryId);
  switch (message.channel) {
    case "sms": {
      if (!config.smsFrom) return withoutSender("text messages");
      const sender = senderOf(smsSenderOf(config.smsFrom, message.senderId));
      const { text: body } = message;
      const sms = { to, ...sender, body, validityPeriod: smsValiditySeconds, statusCallback };
      return client.createMessage(sms, signal);
    }
    case "voice": {
      if (!config.voiceFrom) return withoutSender("calls");
      const callback = statusCallback && { statusCallback, statusCallbackEvent: ["completed"] };
      const twiml = twimlOf(message);
      return client.createCall(
        { to, from: config.voiceFrom, twiml, timeout: ringSeconds, ...callback },
        signal,
      );
    }
    case "whatsapp": {
      if (!config.whatsappFrom) return withoutSender("WhatsApp messages");
      const sender = senderOf(config.whatsappFrom, "whatsapp:");
      const content = whatsappContentOf(config, message);
      return client.createMessage({ to: `whatsapp:${to}`, ...sender, ...content, statusCallback }, signal);
    }
    case "email":
      throw new Error("Twilio does not send email.");
  }
}

/**
 * The caller's sender name instead of ours, if it can be one. A messaging service keeps its own senders: it chooses the
 * one that the number's country allows.
 */
function smsSenderOf(smsFrom: string, senderId: string | null): string {
  if (messagingService.test(smsFrom) || !senderId || !senderName.test(senderId)) return smsFrom;
  return senderId;
}

function senderOf(from: string, prefix = "") {
  return messagingService.test(from) ? { messagingServiceSid: from } : { from: `${prefix}${from}` };
}

/** Twilio's code for a message without a sender, so that its explanation fits. */
function withoutSender(things: string): Sent {
  const explanation = `This provider has no sender for ${things}.`;
  return refuse({ code: "message_rejected", explanation, providerCode: "21603" });
}

/** The approved template with the code as its variable. Test messages have no code, so they are free text. */
function whatsappContentOf(config: TwilioConfig, { code, text, locale }: WhatsappMessage) {
  const contentSid = contentSidFor(config, locale);
  if (!contentSid || code === null) return { body: text };
  return { contentSid, contentVariables: JSON.stringify({ 1: code }) };
}

/** Each language of a WhatsApp template has a SID of its own in Twilio. */
function contentSidFor({ whatsappContentSid }: TwilioConfig, locale: string): string | undefined {
  if (!whatsappContentSid?.includes("=")) return whatsappContentSid;
  const entries = whatsappContentSid.split(",").map((entry) => entry.trim().split("=") as [string, string]);
  return (entries.find(([language]) => language === locale) ?? entries[0])?.[1];
}
