import type { Event } from "@/lib/events";
import type { LoadedVerification } from "@/lib/verification";
import type { SigningKey } from "./signing";

/** What a message tells. */
export interface Occurrence {
  messageId: string;
  projectId: string;
  type: string;
  sequence: number;
  payload: "thin" | "full";
  /** The endpoint's. */
  options: Record<string, unknown>;
  /** When it happened; for a test message, when it was requested. */
  at: Date;
  /** Null for a test message. */
  event: Event | null;
  /** As it is now. Null if the event concerns none, or it was deleted. */
  verification: LoadedVerification | null;
}

/** A body and signature that consumers understand: ours, or a vendor's. */
export interface WebhookFormat {
  /** The body, as JSON. Null: the format has no message for this. Never contains a code or token. */
  render(occurrence: Occurrence): Promise<string | null> | string | null;
  /** The URL of one request, for formats that add to the endpoint's. */
  target?(url: string, body: string): string;
  /** The headers of one request, with its signature. */
  headers(
    keys: readonly SigningKey[],
    request: { id: string; at: Date; body: string; url: string },
  ): Record<string, string>;
}

/** Formats by name. Ours lies in a layer above, so it is passed to `startWebhooks`; dialects register theirs (`formats.ts`). */
export type WebhookFormats = Readonly<Record<string, WebhookFormat>>;
