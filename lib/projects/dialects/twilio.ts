import { z } from "zod";

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`));

/** Epoch milliseconds. */
const instants = { createdAt: z.int(), updatedAt: z.int() };

/** At most `max` verifications with one value in any `interval` seconds. */
export const twilioBucket = z.strictObject({
  sid: sid("BL"),
  max: z.int().min(1).max(10_000),
  interval: z.int().min(1).max(86_400),
  ...instants,
});
export type TwilioBucket = z.infer<typeof twilioBucket>;

/** A limit on a value that clients send with a verification, such as a person's IP address. */
export const twilioRateLimit = z.strictObject({
  sid: sid("RK"),
  uniqueName: z.string().min(1).max(64),
  description: z.string().max(200),
  buckets: z.array(twilioBucket).max(10),
  ...instants,
});
export type TwilioRateLimit = z.infer<typeof twilioRateLimit>;

/** A service as its clients configured it, under Twilio's names. */
export const twilioService = z.strictObject({
  sid: sid("VA"),
  /** The name in messages. */
  friendlyName: z.string().min(1).max(32),
  codeLength: z.int().min(4).max(10).default(6),
  lookupEnabled: z.boolean().default(false),
  skipSmsToLandlines: z.boolean().default(false),
  dtmfInputRequired: z.boolean().default(true),
  ttsName: z.string().max(64).nullable().default(null),
  psd2Enabled: z.boolean().default(false),
  doNotShareWarningEnabled: z.boolean().default(false),
  customCodeEnabled: z.boolean().default(false),
  defaultTemplateSid: sid("HJ").nullable().default(null),
  verifyEventSubscriptionEnabled: z.boolean().default(false),
  rateLimits: z.array(twilioRateLimit).max(10).default([]),
  ...instants,
});
export type TwilioService = z.infer<typeof twilioService>;

/** A message with the slots `{{code}}`, `{{friendly_name}}`, `{{ttl}}` (minutes) and the caller's own. */
export const twilioTemplate = z.strictObject({
  sid: sid("HJ"),
  friendlyName: z.string().min(1).max(64),
  channels: z
    .array(z.enum(["sms", "call", "whatsapp"]))
    .min(1)
    .max(3),
  /** By language (`en`). The first one is used for all others. */
  translations: z
    .array(z.strictObject({ locale: z.string().min(2).max(16), text: z.string().min(1).max(1000) }))
    .min(1)
    .max(50),
});
export type TwilioTemplate = z.infer<typeof twilioTemplate>;

/** A project's settings for the Twilio Verify dialect. Its clients manage the services (`/v2/Services`). */
export const twilioSettings = z.strictObject({
  services: z.array(twilioService).max(100).default([]),
  templates: z.array(twilioTemplate).max(50).default([]),
});
export type TwilioSettings = z.infer<typeof twilioSettings>;
