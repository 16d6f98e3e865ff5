import { z } from "zod";

const part = z.string().max(2000).optional();

/** The content of v1's messages that name it as `templateName`. Omitted parts stay empty, but code or button are always shown. */
export const corbadoTemplate = z.discriminatedUnion("channel", [
  z.strictObject({
    channel: z.literal("email"),
    name: z.string().min(1).max(100),
    subject: z.string().min(1).max(200),
    heading: part,
    body: part,
    button: part,
    footer: part,
  }),
  z.strictObject({
    channel: z.literal("sms"),
    name: z.string().min(1).max(100),
    /** `{otp}`, `{app}` and `{minutes}` are filled in. */
    text: z.string().min(1).max(480).includes("{otp}"),
  }),
]);

/** A project's settings for the Corbado dialect. */
export const corbadoSettings = z.strictObject({
  /** `send` delivers challenges and answers a masked value. `return` answers the value for the backend to deliver. */
  challengeDelivery: z.enum(["send", "return"]).default("send"),
  /** Codes by SMS expire after ten minutes at the latest. */
  challengeLifetimeSeconds: z.int().min(30).max(86_400).default(300),
  templates: z.array(corbadoTemplate).max(50).default([]),
});
export type CorbadoSettings = z.infer<typeof corbadoSettings>;
