import { z } from "zod";
import { day, minute } from "@/lib/time";

const protectionLimit = z.strictObject({
  /**
   * `recipient`: one address or number. `family`: all spellings of a mailbox. `address`: an IPv4 address or IPv6 /64.
   * `network`: an IPv4 /24 or IPv6 /48. `device`: the caller's `deviceId`.
   */
  by: z.enum(["recipient", "family", "address", "network", "device"]),
  max: z.int().min(1).max(10_000),
  windowSeconds: z.int().min(minute).max(day),
});
export type ProtectionLimit = z.infer<typeof protectionLimit>;

/** At most `max` messages of a project, or of one of its channels, in any `windowSeconds`. */
const volumeLimit = z.strictObject({
  channel: z.enum(["email", "sms", "voice", "whatsapp"]).nullable().default(null),
  max: z.int().min(1).max(10_000_000),
  windowSeconds: z.int().min(minute).max(day),
});
export type VolumeLimit = z.infer<typeof volumeLimit>;

/** The types of phone numbers that codes are not sent to, unless a project allows them. `fixed_line` can be called. */
export const refusedNumberTypes = [
  "premium_rate",
  "shared_cost",
  "toll_free",
  "uan",
  "personal_number",
  "pager",
  "voicemail",
  "satellite",
  "international_network",
  "fixed_line",
] as const;
export type RefusedNumberType = (typeof refusedNumberTypes)[number];

/** US dollars for one message. */
const price = z.number().min(0).max(100).optional();

/** The prices of one country. What is omitted has our estimate. */
const countryPrices = z.strictObject({ sms: price, voice: price, whatsapp: price });

/**
 * Counted for every message, whatever dialect and purpose it is for. Windows of growing length make whoever goes on wait longer
 * and longer. Addresses and networks have room for offices and carriers, in which many people share one.
 */
export const defaultProtectionLimits: ProtectionLimit[] = [
  { by: "recipient", max: 30, windowSeconds: 60 * minute },
  { by: "recipient", max: 60, windowSeconds: day },
  { by: "family", max: 20, windowSeconds: 60 * minute },
  { by: "family", max: 60, windowSeconds: day },
  { by: "address", max: 120, windowSeconds: 60 * minute },
  { by: "address", max: 600, windowSeconds: day },
  { by: "network", max: 600, windowSeconds: 60 * minute },
  { by: "network", max: 3000, windowSeconds: day },
  { by: "device", max: 30, windowSeconds: 60 * minute },
  { by: "device", max: 60, windowSeconds: day },
];

/** The check for bots on public pages. */
export const challengeSettings = z.strictObject({
  /** `risk`: only if something about the visitor is unusual. `always`: before every message, and before codes if unusual. */
  when: z.enum(["never", "risk", "always"]).default("risk"),
  kind: z.enum(["proof_of_work", "hcaptcha", "turnstile"]).default("proof_of_work"),
  /** A vendor's key for the browser. */
  siteKey: z
    .string()
    .regex(/^[\w.-]{1,100}$/, "expected the site key from the vendor's dashboard")
    .nullable()
    .default(null),
  /** A vendor's secret, encrypted (`sealChallengeSecret`) and in base64. */
  sealedSecret: z.base64().max(1000).nullable().default(null),
});

/** A domain in ASCII. Its subdomains count, too. */
const domain = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
    "expected a domain like example.com, in lower case",
  );

/** Someone who proves who they are with a fixed code, such as a reviewer of an app store. Nothing is sent to them. */
const testRecipient = z.strictObject({
  /** An email address, or a phone number in E.164. */
  identifier: z
    .string()
    .max(254)
    .regex(
      /^(\+[1-9]\d{6,14}|[^\s@]+@[^\s@]+\.[^\s@]+)$/,
      "expected an email address, or a number like +12025550123",
    ),
  /** Used where the policy's codes have this length. Others are derived as usual, and can be read in the inbox. */
  code: z.string().regex(/^\d{4,10}$/, "expected 4 to 10 digits"),
  /** From then on it is an ordinary recipient. At most a year ahead. */
  endsAt: z.iso
    .datetime({ offset: true })
    .refine((text) => Date.parse(text) <= Date.now() + 366 * day * 1000, "expected an instant within a year"),
});

/** Why a message is refused, apart from limits. The codes are public: API, events and console show them. */
export const protectionRules = [
  "number_type",
  "country_paused",
  "prefix_paused",
  "prefix_velocity",
  "sequential_numbers",
  "spend_cap",
  "volume_limit",
  "disposable_domain",
  "role_address",
  "domain_without_mail",
  "test_recipient",
] as const;
export type ProtectionRule = (typeof protectionRules)[number];

/** Numbers and beginnings of numbers (`+4930`), email addresses, and domains, which include their subdomains. */
const safeEntry = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(
    /^(?:\+[1-9]\d{1,14}|[^\s@]+@[^\s@]+|[^\s@+]+\.[^\s@+]+)$/,
    "expected a number or its beginning like +4930, an email address, or a domain",
  );

/** How a project protects itself from fraud and abuse. */
export const protectionSettings = z.strictObject({
  /** `report`: rules refuse nothing and only record what they would have refused. Limits refuse nevertheless. */
  mode: z.enum(["enforce", "report"]).default("enforce"),
  /** Rules that only record what they would have refused, whatever the mode. */
  reportOnly: z.array(z.enum(protectionRules)).max(protectionRules.length).default([]),
  /** Recipients that no rule refuses. Limits apply to them, too. */
  safeList: z.array(safeEntry).max(500).default([]),
  /** Null: ours (`defaultProtectionLimits`). */
  limits: z.array(protectionLimit).max(20).nullable().default(null),
  volumeLimits: z.array(volumeLimit).max(10).default([]),
  /**
   * Wrong codes in ten minutes, over all recipients, from which an IPv4 address or IPv6 /64, and an IPv4 /24 or IPv6 /48, can
   * enter no more codes. Null: no limits, and codes do not become longer under attack.
   */
  guessLimits: z
    .strictObject({ address: z.int().min(5).max(10_000), network: z.int().min(5).max(100_000) })
    .nullable()
    .default({ address: 30, network: 100 }),
  allowedNumberTypes: z.array(z.enum(refusedNumberTypes)).max(refusedNumberTypes.length).default([]),
  /** By country (ISO 3166-1 alpha-2), instead of our estimates (lib/protection/prices). */
  prices: z.record(z.string().regex(/^[A-Z]{2}$/), countryPrices).default({}),
  /** The most that messages on paid channels may cost in any 24 hours, in US dollars. Null: no limit. */
  spendPerDay: z.number().min(0.01).max(200_000).nullable().default(null),
  challenge: challengeSettings.prefault({}),
  /** Email providers whose addresses anybody can have for a few minutes. */
  disposableDomains: z.enum(["allow", "refuse"]).default("allow"),
  /** Domains that count as disposable in addition to the list. */
  additionalDisposableDomains: z.array(domain).max(1000).default([]),
  /** Domains that do not count as disposable, whatever the list says. */
  allowedDisposableDomains: z.array(domain).max(1000).default([]),
  /** Addresses such as `admin@` and `postmaster@`. */
  roleAddresses: z.enum(["allow", "refuse"]).default("allow"),
  /** Domains that, according to DNS, accept no mail. Costs a lookup of at most 400 ms per new domain. */
  domainsWithoutMail: z.enum(["allow", "refuse"]).default("allow"),
  /** Whether reserved and listed test recipients can be used. Null: while the project has no provider but the built-in inbox. */
  testRecipientsEnabled: z.boolean().nullable().default(null),
  testRecipients: z
    .array(testRecipient)
    .max(50)
    .refine(areDistinct, "expected each identifier once")
    .default([]),
});
export type ProtectionSettings = z.infer<typeof protectionSettings>;

function areDistinct(recipients: readonly { identifier: string }[]): boolean {
  return new Set(recipients.map(({ identifier }) => identifier.toLowerCase())).size === recipients.length;
}
