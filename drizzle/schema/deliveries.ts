import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";

/**
 * A caller's own message: texts with slots that the worker fills. Never contains a secret. In a mail's
 * `subject` and `text` these are `{otp}`, `{link}` and `{minutes}`, the life of the secret.
 */
export interface CustomMessage {
  /** Whole text of an SMS; `{otp}`, `{app}` and `{minutes}` are filled in. */
  text?: string;
  /** The sender of the SMS. Carriers can ignore it. */
  senderId?: string;
  /** All parts of a mail except its code or button. Omitted parts stay empty. */
  email?: {
    subject: string;
    senderName?: string;
    primaryColor?: string;
    /** A `data:` URI of an image. */
    logo?: string;
    heading?: string;
    body?: string;
    button?: string;
    info?: string;
    footer?: string;
    /** The whole mail as plain text, instead of the parts above. */
    text?: string;
    /** The whole mail as HTML, with the slots of `text`. */
    html?: string;
  };
  /** Additional data for providers that render their own messages. */
  facts?: { type: string; payload: Record<string, unknown> };
  /** A mail for unknown recipients, saying that someone tried their address. Without it a decoy sends nothing. */
  unknownRecipient?: { subject: string; text: string };
}

/** A service that sends messages, or the built-in inbox. Lower `position` is tried first. */
export const providers = pgTable(
  "providers",
  {
    id: id(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    channels: text("channels").array().notNull(),
    position: integer("position").notNull().default(0),
    config: jsonb("config").notNull().default({}),
    /** The secret members of the config, encrypted with a key outside the database. */
    secrets: bytes("secrets"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("providers_of_project").on(t.projectId, t.position)],
);

/**
 * The outbox and the record of its deliveries. Contains neither codes nor rendered text; both are derived
 * from the verification when needed.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    verificationId: uuid("verification_id").notNull(),
    generation: integer("generation").notNull().default(1),
    channel: text("channel", { enum: ["email", "sms"] }).notNull(),
    recipient: text("recipient").notNull(),
    locale: text("locale").notNull(),
    template: text("template").notNull(),
    /** The caller's own message instead of the project's template, with slots for the secret. */
    customMessage: jsonb("custom_message").$type<CustomMessage>(),
    /** When a worker can claim it next. A claim moves it forward by the lease, so a dead worker's claim expires. */
    runAt: instant("run_at").notNull().defaultNow(),
    tryCount: integer("try_count").notNull().default(0),
    acceptedAt: instant("accepted_at"),
    providerId: uuid("provider_id"),
    providerKind: text("provider_kind"),
    /** Set when the delivery is accepted, undeliverable or skipped. */
    finishedAt: instant("finished_at"),
    outcome: text("outcome", { enum: ["accepted", "undeliverable", "skipped"] }),
    /** Why it failed or was skipped, as a code. `lib/delivery` has the sentences. */
    reason: text("reason"),
    createdAt: createdAt(),
  },
  (t) => [
    index("deliveries_due").on(t.runAt).where(sql`${t.finishedAt} is null`),
    index("deliveries_recent").on(t.projectId, t.createdAt, t.id),
    index("deliveries_of_verification").on(t.verificationId),
    /** Searched case-insensitively, because nobody remembers how an address was typed. */
    index("deliveries_of_recipient").on(t.projectId, sql`lower(${t.recipient})`, t.createdAt),
    index("deliveries_in_inbox").on(t.projectId, t.createdAt, t.id).where(sql`${t.providerKind} = 'inbox'`),
    index("deliveries_age").on(t.createdAt),
  ],
);

/** One try of one delivery at one provider, with the provider's reply. */
export const deliveryTries = pgTable(
  "delivery_tries",
  {
    id: id(),
    deliveryId: uuid("delivery_id")
      .notNull()
      .references(() => deliveries.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    providerId: uuid("provider_id").notNull(),
    providerKind: text("provider_kind").notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    /** Null if the worker died in between: the message may have been sent. */
    finishedAt: instant("finished_at"),
    outcome: text("outcome", { enum: ["accepted", "unavailable", "refused"] }),
    explanation: text("explanation"),
    providerMessageId: text("provider_message_id"),
  },
  (t) => [uniqueIndex("delivery_tries_number").on(t.deliveryId, t.number)],
);
