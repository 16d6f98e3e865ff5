import { z } from "zod";

/**
 * How many days each kind of data is kept: `longest` unless a project shortens it. `shortest` leaves time to use the data:
 * statistics count the rows of the last 26 hours again, webhooks are retried for three days, and events can be replayed.
 */
export const keptDays = {
  /** With recipients and metadata. Deleted once they can no longer succeed. */
  verifications: { shortest: 2, longest: 90 },
  /** Deliveries with their tries, and the messages of the inbox. */
  messages: { shortest: 2, longest: 90 },
  /** With masked recipients. */
  events: { shortest: 7, longest: 400 },
  /** Sums by the hour, without recipients. */
  statistics: { shortest: 7, longest: 400 },
  webhooks: { shortest: 4, longest: 30 },
  /** The request log of API keys. */
  requests: { shortest: 1, longest: 7 },
} as const;
export type DataKind = keyof typeof keptDays;
export const dataKinds = Object.keys(keptDays) as DataKind[];

const days = ({ shortest, longest }: (typeof keptDays)[DataKind]) =>
  z.int().min(shortest).max(longest).nullable().default(null);

/** After how many days each kind of data is deleted. Null: as late as the installation does. */
export const retentionSettings = z.strictObject({
  verificationDays: days(keptDays.verifications),
  messageDays: days(keptDays.messages),
  eventDays: days(keptDays.events),
  statisticsDays: days(keptDays.statistics),
  webhookDays: days(keptDays.webhooks),
  requestDays: days(keptDays.requests),
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

/** The setting of each kind. */
export const retentionMembers = {
  verifications: "verificationDays",
  messages: "messageDays",
  events: "eventDays",
  statistics: "statisticsDays",
  webhooks: "webhookDays",
  requests: "requestDays",
} as const satisfies Record<DataKind, keyof RetentionSettings>;
