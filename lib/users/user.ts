import type { identifiers, socialAccounts, users } from "@/drizzle/schema";

/** An email address or a phone number of a user, and whether it counts as verified. */
export type UserIdentifier = typeof identifiers.$inferSelect;

/** An account of a user at a provider, proven by a verification or asserted by a backend. */
export type SocialAccount = typeof socialAccounts.$inferSelect;

/** A directory entry: the person whose proof it is, with identifiers and social accounts in the order they came. */
export type User = typeof users.$inferSelect & {
  identifiers: UserIdentifier[];
  socialAccounts: SocialAccount[];
};
