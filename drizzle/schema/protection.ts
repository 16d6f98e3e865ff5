import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
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
