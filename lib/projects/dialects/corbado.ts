import { z } from "zod";

/** What a project sets for the Corbado dialect. Defaults are the vendor's. */
export const corbadoSettings = z.strictObject({
  /** `return` answers the secret to the backend, which delivers it by itself; `send` delivers it and answers a mask. */
  challengeDelivery: z.enum(["send", "return"]).default("send"),
  /** Codes by SMS end after ten minutes all the same. */
  challengeLifetimeSeconds: z.int().min(30).max(86_400).default(300),
});
export type CorbadoSettings = z.infer<typeof corbadoSettings>;
