import { bigint, boolean, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";

export const projects = pgTable("projects", {
  id: id(),
  /** Random, for vendors with numeric ids: in [10¹⁸, 36¹²), so 19 digits or 12 characters of base 36. */
  number: bigint("number", { mode: "bigint" }).notNull().unique(),
  name: text("name").notNull(),
  /** `reserved`: for the console's own sign-in codes, not shown in the console. */
  kind: text("kind", { enum: ["ordinary", "reserved"] })
    .notNull()
    .default("ordinary"),
  /** Never changes: keys and providers of a test project must not become live ones, and a shadow project must never send. */
  environment: text("environment", { enum: ["live", "test", "shadow"] })
    .notNull()
    .default("live"),
  settings: jsonb("settings").notNull().default({}),
  /** Whether it has own texts in `message_templates`. Without any, nothing looks there. */
  hasMessageTemplates: boolean("has_message_templates").notNull().default(false),
  /** Whether a user was ever suspended. Without any, nothing looks for suspended users. */
  hasSuspendedUsers: boolean("has_suspended_users").notNull().default(false),
  createdAt: createdAt(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
  /** The host of its hosted pages and links, in lower case. One project at most has it. */
  domain: text("domain").unique(),
  /** When the host was found to lead to this installation. Until then it is not used. */
  domainVerifiedAt: instant("domain_verified_at"),
  /** Since when the project refuses calls. */
  archivedAt: instant("archived_at"),
});

/** Uploaded logos by their content. Old ones stay, because emails in people's mailboxes show them. */
export const logos = pgTable("logos", {
  /** The SHA-256 of the content, in hexadecimal. */
  digest: text("digest").primaryKey(),
  /** A PNG that we have made. */
  content: bytes("content").notNull(),
  createdAt: createdAt(),
});
