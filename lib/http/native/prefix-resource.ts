import { z } from "zod";
import { type PrefixWithNumbers, pauseReasons, prefixKinds } from "@/lib/protection";
import { instant, showInstant } from "./fields";

const prefix = z.string().max(20);

export const PrefixParams = z.strictObject({
  prefix: prefix.meta({
    description: "A country's ISO 3166-1 code, a plus and the first digits of numbers, or `unfamiliar`.",
    example: "+994501",
  }),
});

export const PrefixQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: "How many, 1 to 100." }),
  cursor: z
    .string()
    .regex(/^(?:[A-Z]{2}|\+[1-9][0-9]{0,14}|unfamiliar)$/, "not a cursor of this list")
    .optional()
    .meta({ description: "`nextCursor` of the page before." }),
  kind: z.enum(prefixKinds).optional(),
  status: z
    .enum(["open", "paused"])
    .optional()
    .meta({ description: "`paused` includes those that are being tested." }),
});

export const PrefixResource = z
  .strictObject({
    prefix: z.string(),
    kind: z.enum(prefixKinds).meta({
      description:
        "`block`: an operator block, which is the calling code and the first digits of the national number. `country`: a country. `range`: another beginning of numbers. `unfamiliar`: all numbers in blocks and countries where the project has hardly verified anybody.",
    }),
    country: z.string().nullable().meta({ description: "ISO 3166-1 alpha-2." }),
    status: z.enum(["open", "paused", "testing"]).meta({
      description:
        "`testing`: the pause is over, and a few messages are sent to find out whether people enter their codes.",
    }),
    reason: z.enum(pauseReasons).nullable().meta({
      description:
        "`conversion`: too few messages led to a verification. `sequence`: codes were requested for numbers close together. `manual`: paused by a person or backend.",
    }),
    numbers: z
      .record(z.string(), z.number())
      .nullable()
      .meta({ description: "What led to the pause.", example: { sent: 24, verified: 0 } }),
    pausedAt: instant.nullable(),
    pausedUntil: instant.nullable().meta({ description: "Null for a pause that nobody has ended yet." }),
    lastDay: z.strictObject({ sent: z.int(), verified: z.int() }).meta({
      description: "Messages of the last 24 hours, and those that led to a verification within an hour.",
    }),
    busiestHour: z.int().meta({ description: "The most verified messages in an hour of the last 14 days." }),
  })
  .meta({
    id: "PhonePrefix",
    example: {
      prefix: "+994501",
      kind: "block",
      country: "AZ",
      status: "paused",
      reason: "conversion",
      numbers: { sent: 24, verified: 0 },
      pausedAt: "2026-01-31T09:30:00.000Z",
      pausedUntil: "2026-01-31T10:05:00.000Z",
      lastDay: { sent: 30, verified: 0 },
      busiestHour: 0,
    },
  });

export function toPrefixResource(row: PrefixWithNumbers): z.input<typeof PrefixResource> {
  return {
    prefix: row.prefix,
    kind: row.kind,
    country: row.country,
    status: row.pausedAt === null ? "open" : row.isProbed ? "testing" : "paused",
    reason: row.pauseReason,
    numbers: row.pauseNumbers,
    pausedAt: showInstant(row.pausedAt),
    pausedUntil: showInstant(row.pausedUntil),
    lastDay: { sent: row.daySent, verified: row.dayVerified },
    busiestHour: row.busiestHour,
  };
}
