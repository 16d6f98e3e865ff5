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

/** How a project protects itself from fraud and abuse. */
export const protectionSettings = z.strictObject({
  /** `report`: rules refuse nothing and only record what they would have refused. Limits refuse nevertheless. */
  mode: z.enum(["enforce", "report"]).default("enforce"),
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
});
export type ProtectionSettings = z.infer<typeof protectionSettings>;
