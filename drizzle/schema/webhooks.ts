import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";

/** Where a project's webhooks are sent. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: id(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    description: text("description").notNull().default(""),
    /** The types that it gets. Null: all, including those of later versions. */
    types: text("types").array(),
    /** `standard`, or a vendor's name for that vendor's own body and signature. */
    format: text("format").notNull().default("standard"),
    /** `thin`: ids only. */
    payload: text("payload", { enum: ["thin", "full"] })
      .notNull()
      .default("full"),
    /** How it is signed: `hmac` (`whsec_`) or `ed25519` (`whsk_`, `whpk_`). */
    signature: text("signature", { enum: ["hmac", "ed25519"] })
      .notNull()
      .default("hmac"),
    /** The signing keys, encrypted with a key outside the database (`lib/webhooks/signing`). */
    secrets: bytes("secrets").notNull(),
    /** A vendor's own options. */
    options: jsonb("options").$type<Record<string, unknown>>().notNull().default({}),
    disabledAt: instant("disabled_at"),
    /** `gone`: it answered 410. `failing`: nothing has arrived for days. */
    disabledReason: text("disabled_reason", { enum: ["operator", "gone", "failing"] }),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("webhook_endpoints_of_project").on(t.projectId, t.createdAt)],
);

/**
 * How far the events of an endpoint's project have been turned into messages, and whether it works. In a table of its own:
 * the rows change often, and no process caches them.
 */
export const webhookCursors = pgTable("webhook_cursors", {
  endpointId: uuid("endpoint_id")
    .primaryKey()
    .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
  /** Events that were created before have their messages, unless their ids were made by a clock that is wrong. */
  readUntil: instant("read_until").notNull().defaultNow(),
  /** All events that were created before have their messages. */
  sweptUntil: instant("swept_until").notNull().defaultNow(),
  lastSequence: bigint("last_sequence", { mode: "number" }).notNull().default(0),
  /** The first failure since something arrived. Null: the last attempt was a success, or there was none. */
  failingSince: instant("failing_since"),
});

/** One event for one endpoint. An event can have several types, such as `verification.verified` and `identifier.verified`. */
export const webhookMessages = pgTable(
  "webhook_messages",
  {
    id: id(),
    endpointId: uuid("endpoint_id")
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
    projectId: uuid("project_id").notNull(),
    /** Null for a test message. */
    eventId: uuid("event_id"),
    type: text("type").notNull(),
    /** Counts the endpoint's messages without a gap. */
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    /** The body as it was first sent. Repeated unchanged. */
    body: text("body"),
    /** When it is sent next. A claim moves it forward by the lease, so a dead process's claim expires. */
    runAt: instant("run_at").notNull().defaultNow(),
    attemptCount: integer("attempt_count").notNull().default(0),
    /** Attempts since it was created or replayed: the position in the retry schedule. */
    roundCount: integer("round_count").notNull().default(0),
    outcome: text("outcome", { enum: ["delivered", "failed", "skipped"] }),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("webhook_messages_once").on(t.endpointId, t.eventId, t.type),
    index("webhook_messages_recent").on(t.endpointId, t.createdAt, t.id),
    index("webhook_messages_due").on(t.endpointId, t.runAt).where(sql`${t.finishedAt} is null`),
  ],
);

/** One request to an endpoint and its response. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => webhookMessages.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    url: text("url").notNull(),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** Null: there was no response. */
    status: integer("status"),
    /** The beginning of the response's body. */
    response: text("response"),
    /** Why it failed, as a sentence. Null: it did not. */
    explanation: text("explanation"),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.number] })],
);

/** When to look whether a verification has expired or failed, which no call records. Only where an endpoint wants to know. */
export const webhookDeadlines = pgTable(
  "webhook_deadlines",
  {
    verificationId: uuid("verification_id").notNull(),
    type: text("type", { enum: ["verification.expired", "verification.failed"] }).notNull(),
    dueAt: instant("due_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.verificationId, t.type] }), index("webhook_deadlines_due").on(t.dueAt)],
);
