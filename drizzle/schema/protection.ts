import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns";

/** Wrong and correct codes of a project by minute: over all recipients, and wrong ones by address and network. */
export const guessCounts = pgTable(
  "guess_counts",
  {
    projectId: uuid("project_id").notNull(),
    minute: instant("minute").notNull(),
    /** `project`, `address/<address or IPv6 /64>` or `network/<IPv4 /24 or IPv6 /48>`. */
    subject: text("subject").notNull(),
    wrong: integer("wrong").notNull(),
    correct: integer("correct").notNull(),
  },
  // The minute first: what is read is the last ten minutes, whatever the subject.
  (t) => [primaryKey({ columns: [t.projectId, t.minute, t.subject] })],
);

/** Answers to challenges that have been used, so that none works twice. */
export const spentChallenges = pgTable(
  "spent_challenges",
  {
    /** SHA-256 of the answer. */
    answerHash: bytes("answer_hash").primaryKey(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("spent_challenges_expiry").on(t.expiresAt)],
);

/**
 * `block`: the numbers of one operator block. `country`: those of a country, by its ISO 3166-1 code. `unfamiliar`: all numbers
 * where the project has hardly verified anybody. `range`: any other beginning of numbers.
 */
export const prefixKinds = ["block", "country", "unfamiliar", "range"] as const;
export type PrefixKind = (typeof prefixKinds)[number];

/** `conversion`: too few messages led to a verification. `sequence`: numbers close together. `manual`: by a person or backend. */
export const pauseReasons = ["conversion", "sequence", "manual"] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What a project knows of the phone numbers it sends to, by their beginnings, and which of them are paused. */
export const phonePrefixes = pgTable(
  "phone_prefixes",
  {
    projectId: uuid("project_id").notNull(),
    /** A plus and digits, a country's code, or `unfamiliar`. */
    prefix: text("prefix").notNull(),
    kind: text("kind", { enum: prefixKinds }).notNull(),
    /** ISO 3166-1 alpha-2. Null: the numbers belong to no country, or to several. */
    country: text("country"),
    /** The most verified messages of one hour in the last 14 days. */
    busiestHour: integer("busiest_hour").notNull().default(0),
    /** Verified messages of the last 14 days. */
    verified: integer("verified").notNull().default(0),
    /** Messages of the last 14 days, without the last one. */
    pastSent: integer("past_sent").notNull().default(0),
    pastVerified: integer("past_verified").notNull().default(0),
    /** When a message was last counted, or the prefix changed. */
    seenAt: instant("seen_at").notNull().defaultNow(),
    /** Null: not paused. */
    pausedAt: instant("paused_at"),
    /** From then on, a few messages are sent to find out whether people get them. Null: a person or backend reopens it. */
    pausedUntil: instant("paused_until"),
    pauseReason: text("pause_reason", { enum: pauseReasons }),
    /** What led to the pause: `{ sent, verified }`, or `{ numbers, verified }`. */
    pauseNumbers: jsonb("pause_numbers").$type<Record<string, number>>(),
    /** How many pauses followed each other within a week. Each is twice as long as the one before. */
    pauseCount: integer("pause_count").notNull().default(0),
    /** The end of the last pause. Messages before it are not judged again. */
    reopenedAt: instant("reopened_at"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.prefix] }),
    index("phone_prefixes_paused").on(t.projectId).where(sql`${t.pausedAt} is not null`),
  ],
);

/** Messages to phones that a provider was asked to send, by operator block and five minutes. */
export const prefixStatistics = pgTable(
  "prefix_statistics",
  {
    projectId: uuid("project_id").notNull(),
    /** The beginning of the five minutes in which the messages were recorded. */
    bucket: instant("bucket").notNull(),
    block: text("block").notNull(),
    sent: integer("sent").notNull(),
    /** Those whose verification succeeded within an hour. */
    verified: integer("verified").notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.bucket, t.block] })],
);
