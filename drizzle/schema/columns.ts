import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** A UUIDv7 made by `newId()`; shown to native clients as a TypeID. */
export const id = () => uuid("id").primaryKey();

/** Milliseconds, like JavaScript's dates, so that an instant survives the round trip unchanged. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => instant("created_at").notNull().defaultNow();

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
