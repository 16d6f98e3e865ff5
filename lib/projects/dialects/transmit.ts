import { z } from "zod";
import { foreignIssuer } from "./foreign-issuer";

/** A project's settings for the Transmit dialect. Defaults are the vendor's where it documents them. */
export const transmitSettings = z.strictObject({
  otpLength: z.int().min(6).max(10).default(6),
  /** SMS codes still expire after ten minutes. */
  otpLifetimeSeconds: z.int().min(30).max(86_400).default(300),
  /** Wrong codes of one user before codes are refused for `lockoutSeconds`. */
  maxFailures: z.int().min(1).max(20).default(3),
  lockoutSeconds: z.int().min(1).max(86_400).default(900),
  linkLifetimeSeconds: z.int().min(60).max(86_400).default(900),
  resendCooldownSeconds: z.int().min(0).max(600).default(30),
  /** Per user and address. */
  sendsPerHour: z.int().min(1).max(1000).default(5),
  /** If false, a link shows a button, because mail scanners open links, too. */
  linkVerifiesOnGet: z.boolean().default(false),
  /** Names of applications in messages and tokens. Others have the project's. `clientId`: the API key's. */
  applications: z
    .array(
      z.strictObject({ clientId: z.string().regex(/^csk_[0-9a-z]{8}$/), name: z.string().min(1).max(64) }),
    )
    .max(100)
    .default([]),
  /** Issuers whose user tokens are accepted like ours. */
  foreignIssuers: z.array(foreignIssuer).max(20).default([]),
});
/** The application's own name. Undefined: the project's. */
export function applicationName({ applications }: TransmitSettings, clientId: string): string | undefined {
  return applications.find((application) => application.clientId === clientId)?.name;
}

export type TransmitSettings = z.infer<typeof transmitSettings>;
