import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { z } from "zod";
import type { DeliveryStatus } from "@/drizzle/schema";
import { ok, type Result, refuse } from "@/lib/result";
import type { CallbackRefusal, StatusCallback, StatusReport } from "./kind";
import { suppressionFor } from "./twilio-codes";
import { isLoopback, type TwilioConfig } from "./twilio-config";

/**
 * The URL for the status of one delivery. Twilio signs the whole URL, so nobody can report about another one. Undefined if
 * Twilio cannot reach it: it would refuse the message with 21609. A stand-in on this machine can.
 */
export function statusCallbackOf(
  { baseUrl }: Pick<TwilioConfig, "baseUrl">,
  callbackUrl: string | null,
  deliveryId: string,
): string | undefined {
  if (!callbackUrl) return undefined;
  if (isLoopback(callbackUrl) && !(baseUrl && isLoopback(baseUrl))) return undefined;
  return `${callbackUrl}?deliveryId=${deliveryId}`;
}

/** https://www.twilio.com/docs/messaging/guides/track-outbound-message-status. Earlier statuses say nothing new. */
const messageStatuses = new Map<string, DeliveryStatus>([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "delivered"],
  ["undelivered", "failed"],
  ["failed", "failed"],
]);

/** https://www.twilio.com/docs/voice/api/call-resource#call-status-values. A voicemail counts as answered. */
const callStatuses = new Map<string, DeliveryStatus>([
  ["completed", "delivered"],
  ["busy", "failed"],
  ["no-answer", "failed"],
  ["failed", "failed"],
  ["canceled", "failed"],
]);

const sid = z.string().regex(/^(SM|MM|CA)[0-9a-f]{32}$/);

/** Checks the signature of a status callback (https://www.twilio.com/docs/usage/security) and reads it. */
export function readCallback(
  { authToken }: TwilioConfig,
  { url, headers, body }: StatusCallback,
): Result<StatusReport[], CallbackRefusal> {
  // Also with an API key: Twilio signs with the auth token.
  if (!authToken) return refuse({ code: "callbacks_not_configured" });
  const form = new URLSearchParams(body);
  const fields = Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );
  const signature = headers["x-twilio-signature"] ?? "";
  if (!validateRequest(authToken, signature, url, fields)) return refuse({ code: "signature_invalid" });

  const messageId = sid.safeParse(fields.MessageSid ?? fields.SmsSid ?? fields.CallSid).data;
  if (!messageId) return refuse({ code: "callback_malformed" });
  const report = statusIn(fields);
  if (!report) return ok([]);
  const deliveryId = z.uuid().safeParse(new URL(url).searchParams.get("deliveryId")).data ?? null;
  const suppress = suppressionFor(report.providerCode, typeof fields.From === "string" ? fields.From : "");
  return ok([{ deliveryId, providerMessageId: messageId, ...report, suppress }]);
}

function statusIn(
  fields: Record<string, string | string[]>,
): Pick<StatusReport, "status" | "providerCode"> | undefined {
  const { MessageStatus: messageStatus, CallStatus: callStatus, ErrorCode: errorCode } = fields;
  const code = typeof errorCode === "string" && /^\d{5}$/.test(errorCode) ? errorCode : null;
  if (typeof messageStatus === "string") {
    const status = messageStatuses.get(messageStatus);
    return status && { status, providerCode: status === "failed" ? code : null };
  }
  if (typeof callStatus !== "string") return undefined;
  const status = callStatuses.get(callStatus);
  return status && { status, providerCode: status === "failed" ? (code ?? `call.${callStatus}`) : null };
}
