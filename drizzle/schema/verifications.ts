import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { channels } from "./channel";
import { bytes, createdAt, id, instant } from "./columns";
import type { Policy } from "./policy";
import type { SocialProof } from "./social";

/**
 * A verification: one attempt to prove control of an identifier. Rows store facts; the status is computed.
 * There is no foreign key to `projects`: every insert would lock that one row, and all starts would queue behind it.
 * Partitioned by the month in the id (`lib/db/partitions.ts`), like deliveries, their tries and events.
 */
export const verifications = pgTable(
  "verifications",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    /** The API or page that started it. A label; no rule depends on it. */
    dialect: text("dialect").notNull(),
    purpose: text("purpose").notNull(),
    policyName: text("policy_name").notNull(),
    /** The resolved policy (`policies`), so that later settings do not affect a pending verification. */
    policyId: uuid("policy_id").notNull(),

    /** Null until the person has entered one on the portal. */
    identifierType: text("identifier_type", { enum: ["email", "phone"] }),
    identifierValue: text("identifier_value"),
    identifier: text("identifier"),
    /** ISO 3166-1 alpha-2, for phone numbers that belong to a country. */
    country: text("country"),
    /** Whether the person can change the identifier: only if none was set at the start. */
    isIdentifierOpen: boolean("is_identifier_open").notNull().default(false),
    channel: text("channel", { enum: channels }),
    userId: uuid("user_id"),
    /** The connector to sign in with. Null until one is chosen. */
    connectorId: uuid("connector_id"),
    /** The verified account. Null until then, and for every other method. */
    socialProof: jsonb("social_proof").$type<SocialProof>(),
    /** One more part of the lookup key, such as an OAuth client. */
    client: text("client"),
    /** Whether success makes the identifier the user's primary one. */
    updatesPrimary: boolean("updates_primary").notNull().default(false),
    locale: text("locale").notNull(),
    /** Whether the caller or the person chose the language. Otherwise it is the project's, and pages use the browser's. */
    isLocaleChosen: boolean("is_locale_chosen").notNull().default(false),
    returnUrl: text("return_url"),
    /** The caller's nonce, in the receipt that the return URL carries, or the `state` next to its code. Null: it carries neither. */
    returnNonce: text("return_nonce"),
    /** The URL of the message's link instead of our page, with the slots `{token}`, `{code}`, `{id}` and `{number}`. */
    linkTemplate: text("link_template"),
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
    wireContext: jsonb("wire_context"),
    /** The requesting browser, such as "Chrome on Windows", shown next to the confirm button. */
    requestedFrom: text("requested_from"),

    /** Which of `COUNTERSIGN_SECRETS` derives this row's secrets. */
    secretKeyId: text("secret_key_id").notNull(),
    /** The code that the caller chose, encrypted. Null: the code is derived. */
    chosenCode: bytes("chosen_code"),
    /** Incremented when the code rotates or the identifier changes. Older secrets become invalid. */
    generation: integer("generation").notNull().default(1),
    /** When the current generation was put into the outbox. Null: nothing was sent, so nothing matches. */
    issuedAt: instant("issued_at"),
    /** An unknown recipient with `recipients: known`: same responses, but nothing is sent and nothing matches. */
    isDecoy: boolean("is_decoy").notNull().default(false),
    attemptCount: integer("attempt_count").notNull().default(0),
    sendCount: integer("send_count").notNull().default(0),
    nextSendAt: instant("next_send_at"),

    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    codeExpiresAt: instant("code_expires_at").notNull(),
    verifiedAt: instant("verified_at"),
    method: text("method", { enum: ["code", "link", "social", "password", "approval"] }),
    /** The caller that verified it: an API key or one rendered page. Only that caller gets a replayed success. */
    verifiedBy: text("verified_by"),
    canceledAt: instant("canceled_at"),
    cancelReason: text("cancel_reason", { enum: ["superseded", "requested", "denied"] }),
    /** Whether somebody waits for a change, or has waited. Then a trigger notifies all processes of each (`lib/db/changes.ts`). */
    isWatched: boolean("is_watched").notNull().default(false),
  },
  // No counter or deadline is indexed, so that counting an attempt stays a heap-only update.
  (t) => [
    index("verifications_recent").on(t.projectId, t.id),
    // Without the project, so that no statement that only knows the project can read them.
    index("verifications_of_identifier").on(t.identifier, t.id),
    index("verifications_of_user").on(t.userId, t.id).where(sql`${t.userId} is not null`),
  ],
);

/** The policies of all verifications, each stored once. Rows are only ever added. */
export const policies = pgTable("policies", {
  /** The first 128 bits of the SHA-256 of the JSON text it was stored from. */
  id: id(),
  policy: jsonb("policy").$type<Policy>().notNull(),
});

/**
 * Sliding windows of sends, wrong codes and amounts.
 * One row per subject, locked by its own update, so that parallel requests are counted one after the other.
 */
export const budgets = pgTable(
  "budgets",
  {
    projectId: uuid("project_id").notNull(),
    kind: text("kind", { enum: ["send", "guess", "volume"] }).notNull(),
    key: text("key").notNull(),
    /** The instants that still count, oldest first. For volumes, the beginnings of the steps in which amounts are added up. */
    instants: instant("instants").array().notNull(),
    /** For volumes: the amount of each step. */
    amounts: integer("amounts").array(),
    /** The maximum number of instants, or the maximum amount. Part of the row, so that the update can check it. */
    capacity: integer("capacity").notNull(),
    /** When the newest instant leaves the longest window. Retention deletes the row afterwards. */
    emptyAt: instant("empty_at").notNull(),
    /** For locking budgets: until when a full one is locked, after which it is empty. Null: instants leave one by one. */
    fullUntil: instant("full_until"),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.kind, t.key] })],
);
