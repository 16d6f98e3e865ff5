import { sql } from "drizzle-orm";
import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { projects } from "./projects";

/** A directory entry for a person, not an account. */
export const users = pgTable(
  "users",
  {
    id: id(),
    /** Random, for vendors with numeric ids (see `projects.number`). */
    number: bigint("number", { mode: "bigint" }).notNull().unique(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    externalId: text("external_id"),
    name: text("name"),
    /** Dialects' own data: one member per dialect, by its name. */
    wireContext: jsonb("wire_context").$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** Since when the user is refused sign-in and tokens, for vendors that can suspend users. */
    suspendedAt: instant("suspended_at"),
  },
  (t) => [
    uniqueIndex("users_external_id").on(t.projectId, t.externalId),
    index("users_recent").on(t.projectId, t.createdAt, t.id),
  ],
);

export const identifiers = pgTable(
  "identifiers",
  {
    id: id(),
    number: bigint("number", { mode: "bigint" }).notNull().unique(),
    projectId: uuid("project_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** A username is never verified; it only names its user. */
    type: text("type", { enum: ["email", "phone", "username"] }).notNull(),
    /** As entered. `normalized` is compared. */
    value: text("value").notNull(),
    normalized: text("normalized").notNull(),
    isPrimary: boolean("is_primary").notNull().default(false),
    verifiedAt: instant("verified_at"),
    /** Why it is verified: `proven` by a verification or `asserted` by a backend. Null while unverified. */
    evidence: text("evidence", { enum: ["proven", "asserted"] }),
    lastVerificationId: uuid("last_verification_id"),
    /** As with users. */
    wireContext: jsonb("wire_context").$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (t) => [
    /** Unique without the project, too. But Citus needs it in every unique index. */
    uniqueIndex("identifiers_of_user").on(t.userId, t.type, t.normalized, t.projectId),
    /** Only one user of a project can have a value verified. Unverified duplicates are possible. */
    uniqueIndex("identifiers_verified_once")
      .on(t.projectId, t.type, t.normalized)
      .where(sql`${t.verifiedAt} is not null`),
    uniqueIndex("identifiers_one_primary").on(t.userId, t.type, t.projectId).where(sql`${t.isPrimary}`),
    index("identifiers_by_value").on(t.projectId, t.type, t.normalized),
    index("identifiers_recent").on(t.projectId, t.createdAt, t.id),
  ],
);

/** A password, for dialects whose users have one. A separate table, so that queries for users never read it. */
export const userPasswords = pgTable("user_passwords", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  projectId: uuid("project_id").notNull(),
  /** Slow hash (scrypt) with its salt and cost, as text. */
  hash: text("hash").notNull(),
  createdAt: createdAt(),
});
