import type { WebhookType } from "@/lib/webhooks";

/** The vendor's events, and the types of our messages in which they are found. Those without any never happen here. */
const sources = {
  "User created": ["user.created"],
  "User updated": ["user.updated", "identifier.verified", "identifier.removed"],
  "User deleted": ["user.deleted"],
  "User removed from app": [],
  "User added to app": [],
  "User suspended": ["user.updated"],
  "User unsuspended": ["user.updated"],
  "User password lock": [],
  "User logged in": ["user.token_issued"],
  "User logged out": [],
  "Failed OTP attempt": ["verification.failed"],
} as const satisfies Record<string, readonly WebhookType[]>;

export type EventName = keyof typeof sources;
export const eventNames = Object.keys(sources) as [EventName, ...EventName[]];

/** The types that an endpoint needs for these events. */
export function typesFor(events: readonly EventName[]): WebhookType[] {
  return [...new Set(events.flatMap((event) => sources[event]))];
}

/** What an event of the audit trail is to the vendor. Null: nothing. */
export function eventNameOf(type: string, data: Record<string, unknown>): EventName | null {
  switch (type) {
    case "user.created":
      return "User created";
    case "user.updated":
      if (typeof data.isSuspended !== "boolean") return "User updated";
      return data.isSuspended ? "User suspended" : "User unsuspended";
    case "identifier.verified":
    case "identifier.removed":
      return "User updated";
    case "user.deleted":
      return "User deleted";
    case "user.token_issued":
      return "User logged in";
    case "verification.failed":
      return data.reason === "attempts_exhausted" ? "Failed OTP attempt" : null;
    default:
      return null;
  }
}
