import { bigint, boolean, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, instant } from "./columns";

/**
 * The audit log: what operators did, and changes of keys, settings and teams. A trigger on `events` copies them here when their
 * transaction commits, so that none can be left out (`drizzle/migrations/…_audit_log.sql`). Append-only: each entry's hash
 * includes the hash before it. Kept without a limit, because a removed entry could not be told from an expired one.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    /** 1, 2, 3, … without gaps. */
    sequence: bigint("sequence", { mode: "number" }).primaryKey(),
    eventId: uuid("event_id").notNull(),
    projectId: uuid("project_id").notNull(),
    type: text("type").notNull(),
    actor: text("actor").notNull(),
    requestId: text("request_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** Where an operator did it from. Null for API keys and the system. */
    address: text("address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull(),
    /** SHA-256 of the previous entry's hash and this entry's content. */
    hash: bytes("hash").notNull(),
  },
  (t) => [index("audit_entries_of_project").on(t.projectId, t.sequence)],
);

/** The one row with the last entry's number and hash. Its lock makes entries follow each other. */
export const auditHead = pgTable("audit_head", {
  isHead: boolean("is_head").primaryKey().default(true),
  sequence: bigint("sequence", { mode: "number" }).notNull(),
  hash: bytes("hash").notNull(),
});

/** Where operators' requests came from, for the audit log's trigger. Kept for a day. */
export const operatorRequests = pgTable(
  "operator_requests",
  {
    requestId: text("request_id").primaryKey(),
    address: text("address"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
  },
  (t) => [index("operator_requests_age").on(t.createdAt)],
);
