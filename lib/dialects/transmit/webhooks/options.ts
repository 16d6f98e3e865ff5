import { z } from "zod";
import { eventNames } from "./events";

/** What the vendor keeps of a webhook and our endpoints do not have. The defaults are for those that were added elsewhere. */
export const WebhookOptions = z.object({
  name: z.string().default(""),
  /** Null: all events. */
  events: z.array(z.enum(eventNames)).nullable().default(null),
  /** Whether the endpoint has answered the challenge. */
  isVerified: z.boolean().default(false),
});
export type WebhookOptions = z.output<typeof WebhookOptions>;
