import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { ok, type Result, refuse } from "@/lib/result";
import type { CallbackRefusal, StatusCallback, StatusReport } from "./kind";
import { codeOf } from "./resend-codes";

const eventData = z.object({
  /** UUIDs today. Nothing that PostgreSQL cannot store. */
  email_id: z.string().regex(/^[\w.-]{1,200}$/),
  /** Documented as an object. The list, in which the API takes them, is accepted as well. */
  tags: z
    .union([z.record(z.string(), z.string()), z.array(z.object({ name: z.string(), value: z.string() }))])
    .nullish(),
  bounce: z.object({ type: z.string(), subType: z.string().nullish() }).nullish(),
  failed: z.object({ reason: z.string().nullish() }).nullish(),
});
type EventData = z.output<typeof eventData>;

type Status = Pick<StatusReport, "status" | "providerCode" | "suppress">;

/** By event (https://resend.com/docs/webhooks/event-types). Delays, opens and clicks are no statuses. */
const statusOf = new Map<string, (data: EventData) => Status>([
  ["email.sent", () => ({ status: "sent", providerCode: null, suppress: null })],
  ["email.delivered", () => ({ status: "delivered", providerCode: null, suppress: null })],
  ["email.bounced", statusOfBounce],
  ["email.complained", () => ({ status: "complained", providerCode: "complained", suppress: "complaint" })],
  [
    "email.failed",
    ({ failed }) => ({ status: "failed", providerCode: codeOf(failed?.reason) ?? "failed", suppress: null }),
  ],
  // The address bounced or complained earlier, so Resend sends nothing to it.
  ["email.suppressed", () => ({ status: "failed", providerCode: "suppressed", suppress: "bounce" })],
]);

/**
 * Only permanent bounces are about the address. Transient ones mean that this message did not arrive (while Resend
 * retries, it sends `email.delivery_delayed` instead), but the next one can: a full mailbox, or content that a filter
 * rejects. They are `failed`, because `bounced` tells support that the address is dead. Types that cannot be read
 * (`Undetermined`) are no reason to block an address either.
 */
function statusOfBounce({ bounce }: EventData): Status {
  const type = codeOf(bounce?.type) ?? "Undetermined";
  const subtype = codeOf(bounce?.subType);
  const isPermanent = type === "Permanent";
  return {
    status: isPermanent ? "bounced" : "failed",
    providerCode: subtype ? `${type}.${subtype}` : type,
    suppress: isPermanent ? "bounce" : null,
  };
}

/** Checks the signature of a webhook request and reads its event. */
export function readCallback(
  webhookSecret: string | undefined,
  { headers, body }: StatusCallback,
): Result<StatusReport[], CallbackRefusal> {
  if (!webhookSecret) return refuse({ code: "callbacks_not_configured" });
  if (!isSigned(webhookSecret, headers, body)) return refuse({ code: "signature_invalid" });
  const event = eventOf(body);
  if (!event) return refuse({ code: "callback_malformed" });
  const toStatus = statusOf.get(event.type);
  if (!toStatus) return ok([]);
  const data = eventData.safeParse(event.data);
  if (!data.success) return refuse({ code: "callback_malformed" });
  const { email_id: providerMessageId, tags } = data.data;
  return ok([{ deliveryId: deliveryIdOf(tags), providerMessageId, ...toStatus(data.data) }]);
}

/**
 * Svix signs as the Standard Webhooks specification says, but has its own header names. Messages more than 5 minutes old
 * or new are refused, so that a recorded one cannot be replayed later.
 */
function isSigned(secret: string, headers: StatusCallback["headers"], body: string): boolean {
  try {
    new Webhook(secret).verify(
      body,
      {
        "webhook-id": headers["svix-id"] ?? "",
        "webhook-timestamp": headers["svix-timestamp"] ?? "",
        "webhook-signature": headers["svix-signature"] ?? "",
      },
      { jsonParse: false },
    );
    return true;
  } catch {
    return false;
  }
}

const eventEnvelope = z.object({ type: z.string(), data: z.unknown() });

function eventOf(body: string): z.output<typeof eventEnvelope> | undefined {
  try {
    return eventEnvelope.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** Other programs of the same Resend team can use this tag, too, so only UUIDs count. */
function deliveryIdOf(tags: EventData["tags"]): string | null {
  const value = Array.isArray(tags)
    ? tags.find(({ name }) => name === "delivery_id")?.value
    : tags?.delivery_id;
  return z.uuid().safeParse(value).data ?? null;
}
