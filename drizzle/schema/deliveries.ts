import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type Channel, channels } from "./channel";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";

/**
 * A caller's own message: texts with slots that the worker fills. Never contains a secret. In a mail's
 * `subject` and `text` these are `{otp}`, `{link}` and `{minutes}`, the life of the secret.
 */
export interface CustomMessage {
  /** The name in the project's own texts, in place of the project's. */
  brand?: string;
  /** The hash of an Android app that reads the code from the SMS (Google's SMS Retriever). Replaces our last line. */
  appHash?: string;
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
    /** Positions that differ from `position`, by channel. */
    channelPositions: jsonb("channel_positions")
      .$type<Partial<Record<Channel, number>>>()
      .notNull()
      .default({}),
    config: jsonb("config").notNull().default({}),
    /** The secret members of the config, encrypted with a key outside the database. */
    secrets: bytes("secrets"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("providers_of_project").on(t.projectId, t.position)],
);

const tryOutcomes = ["accepted", "unavailable", "refused"] as const;

/**
 * What providers report about accepted messages, from early to late. `failed`: it did not arrive. `bounced`: the mail
 * server of the recipient returned it. `complained`: it arrived, and was marked as spam.
 */
export const deliveryStatuses = ["sent", "delivered", "failed", "bounced", "complained"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/**
 * A message to one recipient and what became of it. Contains neither codes nor rendered text; both are derived
 * from the verification when needed. No column that changes is indexed, so that recording an outcome stays a heap-only
 * update; what is still to be sent is in `outbox`.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    verificationId: uuid("verification_id").notNull(),
    generation: integer("generation").notNull().default(1),
    channel: text("channel", { enum: channels }).notNull(),
    recipient: text("recipient").notNull(),
    locale: text("locale").notNull(),
    template: text("template").notNull(),
    /** The caller's own message instead of the project's template, with slots for the secret. */
    customMessage: jsonb("custom_message").$type<CustomMessage>(),
    /**
     * What sends it: the `request` itself, or for a fallback channel a `timer` or the `failure` of the delivery that it
     * backs up. A fallback on failure is due when the code expires, unless a failure makes it due earlier.
     */
    trigger: text("trigger", { enum: ["request", "timer", "failure"] })
      .notNull()
      .default("request"),
    backsUpId: uuid("backs_up_id"),
    /** The current try, or the last one. Earlier tries are in `delivery_tries`. Zero: nothing was tried yet. */
    tryCount: integer("try_count").notNull().default(0),
    providerId: uuid("provider_id"),
    providerKind: text("provider_kind"),
    tryStartedAt: instant("try_started_at"),
    /** Null while the try runs, or if the process died: the message may have been sent. */
    tryFinishedAt: instant("try_finished_at"),
    tryOutcome: text("try_outcome", { enum: tryOutcomes }),
    /** The provider's code for the outcome: "30006", "5.1.1". */
    providerCode: text("provider_code"),
    /** The provider's reply, without secrets. */
    explanation: text("explanation"),
    providerMessageId: text("provider_message_id"),

    /** Set when the delivery is accepted, undeliverable or skipped. */
    finishedAt: instant("finished_at"),
    outcome: text("outcome", { enum: ["accepted", "undeliverable", "skipped"] }),
    /** Why it failed or was skipped, as a code. `lib/delivery` has the sentences. */
    reason: text("reason"),

    /** What the provider reported later, by a status callback. Only moves forward (`lib/delivery/status`). */
    status: text("status", { enum: deliveryStatuses }),
    statusAt: instant("status_at"),
    statusCode: text("status_code"),
    /** The verification's, for the trigger. */
    isWatched: boolean("is_watched").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    index("deliveries_recent").on(t.projectId, t.id),
    index("deliveries_of_verification").on(t.verificationId),
    /** Searched case-insensitively, because nobody remembers how an address was typed. */
    index("deliveries_of_recipient").on(t.projectId, sql`lower(${t.recipient})`, t.id),
    index("deliveries_in_inbox").on(t.projectId, t.id).where(sql`${t.providerKind} in ('inbox', 'test')`),
    /** Read every few seconds while there are any (`lib/protection/prefixes`). */
    index("deliveries_to_phones").on(t.id).where(sql`${t.channel} <> 'email'`),
  ],
);

/**
 * The deliveries that are not finished. Written with them in one statement, deleted when they finish. There is no foreign
 * key, because its check would lock the delivery on every insert.
 */
export const outbox = pgTable(
  "outbox",
  {
    deliveryId: uuid("delivery_id").primaryKey(),
    /** The delivery's. For rows of an older process, a trigger sets it at the end of their statement (migration 0029). */
    projectId: uuid("project_id").notNull(),
    /** When a worker can claim it next. A claim moves it forward by the lease, so a dead worker's claim expires. */
    runAt: instant("run_at").notNull().defaultNow(),
    /** The provider that an operator chose for the next pass. It is tried first. */
    chosenProviderId: uuid("chosen_provider_id"),
  },
  (t) => [index("outbox_due").on(t.runAt)],
);

/** A try that another one followed, at the same provider or at the next. The columns are those of `deliveries`. */
export const deliveryTries = pgTable(
  "delivery_tries",
  {
    deliveryId: uuid("delivery_id").notNull(),
    number: integer("number").notNull(),
    /** The delivery's. */
    projectId: uuid("project_id").notNull(),
    providerId: uuid("provider_id").notNull(),
    providerKind: text("provider_kind").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    outcome: text("outcome", { enum: tryOutcomes }),
    providerCode: text("provider_code"),
    explanation: text("explanation"),
    providerMessageId: text("provider_message_id"),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.number] })],
);

/**
 * A provider that is not used for the moment, because it failed several times in a row. Written by the process that paused
 * it, for the console and for the other processes. No row: the provider works.
 */
export const providerPauses = pgTable("provider_pauses", {
  providerId: uuid("provider_id")
    .primaryKey()
    .references(() => providers.id, { onDelete: "cascade" }),
  failures: integer("failures").notNull(),
  until: instant("until").notNull(),
  /** The last error. */
  explanation: text("explanation").notNull(),
  pausedAt: instant("paused_at").notNull().defaultNow(),
});

/** A recipient that gets no more messages on a channel. */
export const suppressions = pgTable(
  "suppressions",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    channel: text("channel", { enum: channels }).notNull(),
    /** Normalized like identifiers. Of an erased person, a hash (`suppressed_hash`), so that nothing is sent in the future either. */
    recipient: text("recipient").notNull(),
    reason: text("reason", { enum: ["bounce", "complaint", "opt_out", "manual"] }).notNull(),
    /** The provider's reply, or the operator's note. */
    note: text("note"),
    /** The delivery that was reported. */
    deliveryId: uuid("delivery_id"),
    /** Like `events.actor`. */
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("suppressions_of_recipient").on(t.projectId, t.recipient, t.channel),
    index("suppressions_recent").on(t.projectId, t.createdAt, t.id),
  ],
);
