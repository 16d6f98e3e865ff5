import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";

/** Facts of the whole installation, such as the fingerprint of its secrets. Never a secret itself. */
export const installation = pgTable("installation", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  createdAt: createdAt(),
});
