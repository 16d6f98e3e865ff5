import type { WebhookFormat } from "./format";
import type { WebhookType } from "./types";

/**
 * The formats that endpoints can have, and what each can tell. Null: everything. A vendor's format belongs to its dialect,
 * which registers it. Without the dialect, its endpoints get nothing.
 */
export const formatTypes = {
  standard: null,
  kratos: ["verification.verified"],
  twilio: [
    "verification.started",
    "verification.verified",
    "verification.canceled",
    "verification.expired",
    "verification.failed",
  ],
  logto: [
    "verification.verified",
    "verification.failed",
    "identifier.verified",
    "identifier.removed",
    "social_account.linked",
    "social_account.unlinked",
  ],
  transmit: [
    "user.created",
    "user.updated",
    "user.deleted",
    "user.token_issued",
    "identifier.verified",
    "identifier.removed",
    "verification.failed",
  ],
} as const satisfies Record<string, readonly WebhookType[] | null>;

export type FormatName = keyof typeof formatTypes;
export const formatNames = Object.keys(formatTypes) as [FormatName, ...FormatName[]];

// Route files and instrumentation each load this module and must share the formats.
const place = globalThis as typeof globalThis & { countersignWebhookFormats?: Map<string, WebhookFormat> };
place.countersignWebhookFormats ??= new Map();
const registered = place.countersignWebhookFormats;

/** Registers a vendor's format, for as long as the process runs. */
export function onWebhookFormat(name: FormatName, format: WebhookFormat): void {
  registered.set(name, format);
}

export function registeredFormat(name: string): WebhookFormat | undefined {
  return registered.get(name);
}
