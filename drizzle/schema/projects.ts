import { bigint, boolean, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

export const projects = pgTable("projects", {
  id: id(),
  /** Random, for vendors with numeric ids: in [10¹⁸, 36¹²), so 19 digits or 12 characters of base 36. */
  number: bigint("number", { mode: "bigint" }).notNull().unique(),
  name: text("name").notNull(),
  /** `reserved`: for the console's own sign-in codes, not shown in the console. */
  kind: text("kind", { enum: ["ordinary", "reserved"] })
    .notNull()
    .default("ordinary"),
  settings: jsonb("settings").notNull().default({}),
  /** Whether it has own texts in `message_templates`. Without any, nothing looks there. */
  hasMessageTemplates: boolean("has_message_templates").notNull().default(false),
  createdAt: createdAt(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});
