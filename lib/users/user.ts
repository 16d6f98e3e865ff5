import type { identifiers, users } from "@/drizzle/schema";

/** An email address or a phone number of a user, and whether it counts as verified. */
export type HeldIdentifier = typeof identifiers.$inferSelect;

/** A directory entry: the person whose proof it is, with identifiers in the order they came. */
export type User = typeof users.$inferSelect & { identifiers: HeldIdentifier[] };
