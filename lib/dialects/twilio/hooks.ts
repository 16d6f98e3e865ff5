import { createHash, createHmac } from "node:crypto";
import { type LoadedVerification, statusOf } from "@/lib/verification";
import { keysAt, type Occurrence, type WebhookFormat } from "@/lib/webhooks";
import { nameOf } from "./channels";
import { toSid } from "./sids";

const statuses: Record<string, string> = {
  "verification.started": "pending",
  "verification.verified": "approved",
  "verification.canceled": "canceled",
  "verification.expired": "expired",
  "verification.failed": "max_attempts_reached",
};

/**
 * Twilio's verification events, as its Event Streams send them to a webhook: an array of CloudEvents 1.0, signed like every
 * request of Twilio with a JSON body. Only verifications that were started through this dialect have them.
 *
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export const webhooks: WebhookFormat = {
  render(occurrence) {
    const { verification: v, type, event, messageId, at } = occurrence;
    const status = statuses[type];
    if (v?.dialect !== "twilio" || !v.client || !status) return null;
    // The other failures leave the verification as it was.
    if (type === "verification.failed" && event?.data.reason !== "attempts_exhausted") return null;
    const verificationSid = toSid("VE", v.id);
    const cloudEvent = {
      specversion: "1.0",
      type: `com.twilio.accountsecurity.verify.verification.${status}`,
      source: `/v2/Services/${v.client}/Verifications/${verificationSid}`,
      id: messageId,
      time: at.toISOString(),
      datacontenttype: "application/json",
      data: { ...dataOf(occurrence, v), verification_sid: verificationSid, verification_status: status },
    };
    return JSON.stringify([cloudEvent]);
  },
  target(url, body) {
    const signed = new URL(url);
    signed.searchParams.set("bodySHA256", createHash("sha256").update(body).digest("hex"));
    return signed.href;
  },
  // Twilio has one auth token at a time: after a rotation, the new secret signs at once.
  headers(keys, { at, url }) {
    const [{ secret }] = keysAt(keys, at) as [{ secret: string }];
    return {
      "user-agent": "TwilioProxy/1.1",
      "x-twilio-signature": createHmac("sha1", secret).update(url).digest("base64"),
    };
  },
};

function dataOf({ projectId, payload }: Occurrence, v: LoadedVerification) {
  return {
    account_sid: toSid("AC", projectId),
    service_sid: v.client,
    ...(payload === "full" && {
      to: v.identifierValue,
      channel: v.channel && nameOf[v.channel],
      valid: statusOf(v, v.now) === "verified",
    }),
  };
}
