import type { EventType } from "@/lib/events";

/**
 * What makes an event one of a type, beyond its own. `bound`: the verification verified a user's identifier. `linked`: it
 * linked an account to a user. `verified`: the event says that the identifier is verified.
 */
export type Condition = "bound" | "linked" | "verified";

/** The events of a type. */
type Source = EventType | readonly [EventType, Condition];

/** Every type of webhook, and the events it tells of. */
const sources = {
  "verification.started": ["verification.started"],
  "verification.sent": ["delivery.accepted"],
  "verification.attempted": ["verification.attempted"],
  "verification.verified": ["verification.verified"],
  "verification.failed": [
    "verification.failed",
    "verification.authorization_failed",
    "verification.identifier_taken",
    "verification.social_account_taken",
  ],
  "verification.expired": ["verification.expired"],
  "verification.canceled": ["verification.canceled"],
  "delivery.accepted": ["delivery.accepted"],
  "delivery.undeliverable": ["delivery.undeliverable"],
  "delivery.skipped": ["delivery.skipped"],
  "delivery.retried": ["delivery.retried"],
  "delivery.sent": ["delivery.sent"],
  "delivery.delivered": ["delivery.delivered"],
  "delivery.failed": ["delivery.failed"],
  "delivery.bounced": ["delivery.bounced"],
  "delivery.complained": ["delivery.complained"],
  "identifier.verified": [
    ["verification.verified", "bound"],
    ["identifier.added", "verified"],
    ["identifier.status_changed", "verified"],
  ],
  "identifier.removed": ["identifier.removed"],
  "user.created": ["user.created"],
  "user.updated": ["user.updated"],
  "user.deleted": ["user.deleted"],
  "user.token_issued": ["user.token_issued"],
  "social_account.linked": [["verification.verified", "linked"], "social_account.added"],
  "social_account.unlinked": ["social_account.removed"],
  "suppression.created": ["suppression.created"],
  "protection.objected": ["protection.objected"],
  "protection.limit_reached": ["protection.limit_reached"],
  "protection.guessing_detected": ["protection.guessing_detected"],
  "protection.spending_warned": ["protection.spending_warned"],
  "protection.prefix_paused": ["protection.prefix_paused"],
  "protection.prefix_reopened": ["protection.prefix_reopened"],
} as const satisfies Record<string, readonly Source[]>;

export type WebhookType = keyof typeof sources;
export const webhookTypes = Object.keys(sources) as [WebhookType, ...WebhookType[]];

/** The type of the messages that operators and backends send to test an endpoint. */
export const testType = "webhook.test";

/** Which events become messages of which types. */
export const mapping = Object.entries<readonly Source[]>(sources).flatMap(([type, events]) =>
  events.map((source) => {
    const [event, condition] = typeof source === "string" ? [source, null] : source;
    return { event, type, condition };
  }),
);
