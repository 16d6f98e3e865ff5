import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";

/** The audit trail, append-only. Recipients are masked; codes are never included. */
export const events = pgTable(
  "events",
  {
    id: id(),
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
    index("events_recent").on(t.projectId, t.createdAt, t.id),
    index("events_of_verification").on(t.verificationId, t.createdAt),
  ],
);
