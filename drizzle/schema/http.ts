import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";

/** A repeatable request and its first response, without secrets. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    projectId: uuid("project_id").notNull(),
    endpoint: text("endpoint").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of the request. The same key with another payload is refused. */
    fingerprint: bytes("fingerprint").notNull(),
    /** Null while the first request is still running. */
    status: integer("status"),
    body: jsonb("body"),
    /** Until when the running request owns the key, so that a crashed one releases it. */
    lockedUntil: instant("locked_until").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.endpoint, t.key] }),
    index("idempotency_keys_age").on(t.createdAt),
  ],
);

/** How many requests of a window are leased. Processes lease several at once, so most requests cost no statement. */
export const requestLimits = pgTable(
  "request_limits",
  {
    key: text("key").notNull(),
    windowStartsAt: instant("window_starts_at").notNull(),
    leased: bigint("leased", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStartsAt] })],
);

/** A dialect's own short-lived document, opaque to everything else. */
export const wireSessions = pgTable(
  "wire_sessions",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    dialect: text("dialect").notNull(),
    document: jsonb("document").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("wire_sessions_expiry").on(t.expiresAt)],
);
