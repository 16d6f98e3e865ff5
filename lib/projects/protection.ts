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

/**
 * Counted for every message, whatever dialect and purpose it is for. Windows of growing length make whoever goes on wait longer
 * and longer. Addresses and networks have room for offices and carriers, in which many people share one.
 */
export const defaultProtectionLimits: ProtectionLimit[] = [
  { by: "recipient", max: 15, windowSeconds: 60 * minute },
  { by: "recipient", max: 40, windowSeconds: day },
  { by: "family", max: 15, windowSeconds: 60 * minute },
  { by: "family", max: 40, windowSeconds: day },
  { by: "address", max: 60, windowSeconds: 60 * minute },
  { by: "address", max: 300, windowSeconds: day },
  { by: "network", max: 300, windowSeconds: 60 * minute },
  { by: "network", max: 1500, windowSeconds: day },
  { by: "device", max: 15, windowSeconds: 60 * minute },
  { by: "device", max: 40, windowSeconds: day },
];

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
});
export type ProtectionSettings = z.infer<typeof protectionSettings>;
