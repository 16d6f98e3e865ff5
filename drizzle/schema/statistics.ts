import { bigint, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

const byHour = {
  projectId: uuid("project_id").notNull(),
  /** The beginning of the hour in which the verifications started. */
  hour: instant("hour").notNull(),
};

/** Unknown dimensions are empty texts, because they are part of the key. */
const sums = {
  channel: text("channel").notNull(),
  /** ISO 3166-1 alpha-2. Empty for email addresses. */
  country: text("country").notNull(),
  /** The kind of the provider that accepted the last message. */
  provider: text("provider").notNull(),
  purpose: text("purpose").notNull(),
  dialect: text("dialect").notNull(),
  locale: text("locale").notNull(),
  started: integer("started").notNull(),
  /** With a message that a provider accepted. */
  sent: integer("sent").notNull(),
  /** With a message that was delivered, as far as providers report that. */
  delivered: integer("delivered").notNull(),
  answered: integer("answered").notNull(),
  verified: integer("verified").notNull(),
  /** How many were verified within each of the durations in lib/statistics/histogram.ts. */
  verifiedWithin: integer("verified_within").array().notNull(),
  /** How many first messages were accepted within each of the durations. */
  sentWithin: integer("sent_within").array().notNull(),
  /** Messages that a provider accepted on channels that cost money. There can be several for one verification. */
  smsSent: integer("sms_sent").notNull().default(0),
  callsSent: integer("calls_sent").notNull().default(0),
  whatsappSent: integer("whatsapp_sent").notNull().default(0),
};

/** Verifications of one hour by what they have in common: sums over the rows, which stay the truth. */
export const hourlyVerifications = pgTable("hourly_verifications", { ...byHour, ...sums }, (t) => [
  primaryKey({
    columns: [t.projectId, t.hour, t.channel, t.country, t.provider, t.purpose, t.dialect, t.locale],
  }),
]);

/** The sums of the hours of each day in UTC that is over, for long periods. */
export const dailyVerifications = pgTable(
  "daily_verifications",
  {
    projectId: uuid("project_id").notNull(),
    /** The beginning of the day. */
    day: instant("day").notNull(),
    ...sums,
  },
  (t) => [
    primaryKey({
      columns: [t.projectId, t.day, t.channel, t.country, t.provider, t.purpose, t.dialect, t.locale],
    }),
  ],
);

/** Refusals and errors of one hour, counted as they happen. */
export const hourlyRefusals = pgTable(
  "hourly_refusals",
  {
    ...byHour,
    /** `limit/recipient`, `rule/prefix_paused`, `code/code_mismatch`, `message/recipient_rejected` … */
    reason: text("reason").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.hour, t.reason] })],
);
