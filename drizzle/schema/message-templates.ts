import { integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { projects } from "./projects";

/** A project's own texts in ICU MessageFormat, with placeholders such as `{code}`. A part that is missing has our text. */
export interface MessageTexts {
  subject?: string;
  heading?: string;
  instruction?: string;
  /** The sentence between code and button. */
  alternative?: string;
  button?: string;
  /** For emails without a code. */
  linkSubject?: string;
  linkInstruction?: string;
  /** Lines below our warnings. */
  footer?: string;
  /** SMS and WhatsApp. */
  sms?: string;
  /** The sentences of a phone call, one a line. */
  call?: string;
}

/** A project's own texts for a purpose in a language. One row per version; the latest applies, and is ours if it is empty. */
export const messageTemplates = pgTable(
  "message_templates",
  {
    id: id(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    purpose: text("purpose").notNull(),
    /** A language with a catalogue, as a BCP 47 tag. */
    locale: text("locale").notNull(),
    /** Counts from 1. */
    version: integer("version").notNull(),
    texts: jsonb("texts").$type<MessageTexts>().notNull(),
    /** Like `events.actor`. */
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("message_templates_versions").on(t.projectId, t.purpose, t.locale, t.version)],
);
