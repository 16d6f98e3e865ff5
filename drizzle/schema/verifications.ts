import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import type { Policy } from "./policy";
import type { SocialProof } from "./social";

/**
 * One effort to prove control of one identifier. Rows hold facts; the status is computed from them.
 * There is no foreign key to `projects`: every insert would lock that one row, and all starts would queue behind it.
 */
export const verifications = pgTable(
  "verifications",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    /** The API that started it: a label, nothing is decided by it. */
    dialect: text("dialect").notNull(),
    purpose: text("purpose").notNull(),
    policyName: text("policy_name").notNull(),
    /** The policy as it was resolved, so that later settings do not bend a running verification. */
    policy: jsonb("policy").$type<Policy>().notNull(),

    /** Null while the portal still has to ask. */
    identifierType: text("identifier_type", { enum: ["email", "phone"] }),
    identifierValue: text("identifier_value"),
    identifier: text("identifier"),
    /** Whether the person may still change the identifier: only where the starter left it open. */
    isIdentifierOpen: boolean("is_identifier_open").notNull().default(false),
    channel: text("channel", { enum: ["email", "sms"] }),
    userId: uuid("user_id"),
    /** The provider at which it is to be proven; null while nobody has chosen one. */
    connectorId: uuid("connector_id"),
    /** The account that was proven. Null until then, and for every other method. */
    socialProof: jsonb("social_proof").$type<SocialProof>(),
    /** One more string of the caller's in the look-up key, such as an OAuth client. */
    client: text("client"),
    /** Whether success makes the identifier the user's primary one. */
    updatesPrimary: boolean("updates_primary").notNull().default(false),
    locale: text("locale").notNull(),
    returnUrl: text("return_url"),
    /** Where the message's link leads instead of our page; `{token}`, `{code}`, `{id}` and `{number}` are filled in. */
    linkTemplate: text("link_template"),
    metadata: jsonb("metadata").$type<Record<string, string>>().notNull().default({}),
    wireContext: jsonb("wire_context"),
    /** The browser that asked, in a person's words ("Chrome on Windows"), shown beside the confirm button. */
    requestedFrom: text("requested_from"),

    /** Which of `COUNTERSIGN_SECRETS` derives this row's secrets. */
    secretKeyId: text("secret_key_id").notNull(),
    /** Rises when the policy rotates and whenever the identifier changes: older secrets are void. */
    generation: integer("generation").notNull().default(1),
    /** When the present generation was handed to the outbox. Null: nothing was sent, so nothing matches. */
    issuedAt: instant("issued_at"),
    /** An unknown recipient under `recipients: known`: answered like any other, sent nowhere, never matched. */
    isDecoy: boolean("is_decoy").notNull().default(false),
    attemptCount: integer("attempt_count").notNull().default(0),
    sendCount: integer("send_count").notNull().default(0),
    nextSendAt: instant("next_send_at"),

    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    codeExpiresAt: instant("code_expires_at").notNull(),
    verifiedAt: instant("verified_at"),
    method: text("method", { enum: ["code", "link", "social", "password", "approval"] }),
    /** Who answered: an API key or one rendered page. Decides who may see a replayed success. */
    verifiedBy: text("verified_by"),
    canceledAt: instant("canceled_at"),
    cancelReason: text("cancel_reason", { enum: ["superseded", "requested", "denied"] }),
  },
  // No counter and no deadline stands in an index, so that counting an attempt stays a heap-only update.
  (t) => [
    index("verifications_recent").on(t.projectId, t.createdAt, t.id),
    index("verifications_of_identifier").on(t.projectId, t.identifier, t.createdAt),
    index("verifications_of_user").on(t.projectId, t.userId, t.createdAt),
    index("verifications_age").on(t.createdAt),
  ],
);

/**
 * Sliding windows: when a recipient was sent something, when a wrong code was tried for it.
 * One row a window, locked by its own update, so that parallel requests are counted one after the other.
 */
export const budgets = pgTable(
  "budgets",
  {
    projectId: uuid("project_id").notNull(),
    kind: text("kind", { enum: ["send", "guess"] }).notNull(),
    key: text("key").notNull(),
    /** The instants that still count, oldest first. Never longer than the limit it serves. */
    instants: instant("instants").array().notNull(),
    /** How many instants fit: stands in the row, so that the update that appends one can refuse by itself. */
    capacity: integer("capacity").notNull(),
    /** When the newest instant leaves the window; retention deletes the row after it. */
    emptyAt: instant("empty_at").notNull(),
    /** Once full, until when it stays so, and is then empty. Null: each instant leaves the window by itself. */
    fullUntil: instant("full_until"),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.kind, t.key] })],
);
