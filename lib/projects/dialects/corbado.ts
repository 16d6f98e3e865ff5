import { z } from "zod";

/** A project's settings for the Corbado dialect. Defaults are the vendor's. */
export const corbadoSettings = z.strictObject({
  /** `return`: the response contains the secret, and the backend delivers it. `send`: we deliver it, and the response is masked. */
  challengeDelivery: z.enum(["send", "return"]).default("send"),
  /** SMS codes still expire after ten minutes. */
  challengeLifetimeSeconds: z.int().min(30).max(86_400).default(300),
});
export type CorbadoSettings = z.infer<typeof corbadoSettings>;
