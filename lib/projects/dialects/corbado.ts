import { z } from "zod";

/** A project's settings for the Corbado dialect. */
export const corbadoSettings = z.strictObject({
  /** `send` delivers challenges and answers a masked value. `return` answers the value for the backend to deliver. */
  challengeDelivery: z.enum(["send", "return"]).default("send"),
  /** Codes by SMS expire after ten minutes at the latest. */
  challengeLifetimeSeconds: z.int().min(30).max(86_400).default(300),
});
export type CorbadoSettings = z.infer<typeof corbadoSettings>;
