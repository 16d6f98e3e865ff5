import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";

/** The audit trail, append-only. Recipients are masked; codes are never included. */
export const events = pgTable(
  "events",
  {
    id: uuid("id").notNull(),
    projectId: uuid("project_id").notNull(),
    verificationId: uuid("verification_id"),
    type: text("type").notNull(),
    /** `key:<uuid>`, `operator:<uuid>`, `browser` or `system`. */
    actor: text("actor").notNull(),
    requestId: text("request_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    // Also the order of lists. Ids begin with their time.
    primaryKey({ columns: [t.projectId, t.id] }),
    index("events_of_verification").on(t.verificationId),
  ],
);
