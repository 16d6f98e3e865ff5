import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";

/**
 * A caller's own message: texts with slots, which the worker fills with what it derives. Never a secret. In a mail's
 * `subject` and `text` these are `{otp}`, `{link}` and `{minutes}`, the life of the secret.
 */
export interface CustomMessage {
  /** Whole text of an SMS; `{otp}`, `{app}` and `{minutes}` are filled in. */
  text?: string;
  /** Who the SMS says it is from; carriers may ignore it. */
  senderId?: string;
  /** Everything a mail says beside its code or button: what is left out stays empty. */
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
    /** The whole mail as plain text: then none of the parts above shows. */
    text?: string;
    /** The whole mail as HTML, with the slots of `text`. */
    html?: string;
  };
  /** What providers that make messages of their own are told beside the secret. */
  facts?: { type: string; payload: Record<string, unknown> };
  /** A mail for who is told that somebody tried an address that nobody here has. Without it a decoy sends nothing. */
  unknownRecipient?: { subject: string; text: string };
}

/** A company, or a box of our own, that carries messages. Lower `position` is tried first. */
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
    /** The secret members of the config, encrypted with a key that the database does not hold. */
    secrets: bytes("secrets"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("providers_of_project").on(t.projectId, t.position)],
);

/**
 * The outbox, and the record of what became of it. Holds neither a code nor rendered text: both are made again
 * from the verification whenever they are needed.
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
    /** What the caller wants said instead of the project's template, with slots for the secret. */
    customMessage: jsonb("custom_message").$type<CustomMessage>(),
    /** When a worker may take it next. A claim moves it forward by the lease, so a dead worker's claim lapses. */
    runAt: instant("run_at").notNull().defaultNow(),
    tryCount: integer("try_count").notNull().default(0),
    acceptedAt: instant("accepted_at"),
    providerId: uuid("provider_id"),
    providerKind: text("provider_kind"),
    /** Set with the last word on it: accepted, undeliverable or skipped. */
    finishedAt: instant("finished_at"),
    outcome: text("outcome", { enum: ["accepted", "undeliverable", "skipped"] }),
    /** Why it was given up or skipped, as a code; `lib/delivery` has the sentence. */
    reason: text("reason"),
    createdAt: createdAt(),
  },
  (t) => [
    index("deliveries_due").on(t.runAt).where(sql`${t.finishedAt} is null`),
    index("deliveries_recent").on(t.projectId, t.createdAt, t.id),
    index("deliveries_of_verification").on(t.verificationId),
    /** Searched without regard to case: nobody remembers how an address was typed. */
    index("deliveries_of_recipient").on(t.projectId, sql`lower(${t.recipient})`, t.createdAt),
    index("deliveries_in_inbox").on(t.projectId, t.createdAt, t.id).where(sql`${t.providerKind} = 'inbox'`),
    index("deliveries_age").on(t.createdAt),
  ],
);

/** One try of one delivery at one provider, with the provider's own words. */
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
    /** Null when the worker died in between: the message may have gone out. */
    finishedAt: instant("finished_at"),
    outcome: text("outcome", { enum: ["accepted", "unavailable", "refused"] }),
    explanation: text("explanation"),
    providerMessageId: text("provider_message_id"),
  },
  (t) => [uniqueIndex("delivery_tries_number").on(t.deliveryId, t.number)],
);
