import { bigint, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { projects } from "./projects";

/** Where an answer of ours was not the vendor's. Values are masked. */
export interface ShadowDifference {
  kind: "status" | "header" | "missing" | "extra" | "type" | "value";
  /** The header's name, or the place in the JSON body: `$.user.emails[].verified`. */
  at: string;
  /** Null: there was nothing. */
  vendor: string | null;
  ours: string | null;
  count: number;
}

/** What shadow mode found, by endpoint. `lib/shadow` bounds the rows of a project and the differences of a row. */
export const shadowEndpoints = pgTable(
  "shadow_endpoints",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    dialect: text("dialect").notNull(),
    /** `POST /v2/Services/{ServiceSid}/Verifications` */
    endpoint: text("endpoint").notNull(),
    requests: bigint("requests", { mode: "number" }).notNull(),
    /** Compared without finding a difference. */
    same: bigint("same", { mode: "number" }).notNull(),
    /** How many requests were not compared, by reason. */
    notCompared: jsonb("not_compared").$type<Record<string, number>>().notNull(),
    differences: jsonb("differences").$type<ShadowDifference[]>().notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.dialect, t.endpoint] })],
);
