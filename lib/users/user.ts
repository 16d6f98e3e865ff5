import type { identifiers, socialAccounts, users } from "@/drizzle/schema";

/** A user's email address or phone number, and whether it is verified. */
export type UserIdentifier = typeof identifiers.$inferSelect;

/** A user's account at a provider, proven by a verification or asserted by a backend. */
export type SocialAccount = typeof socialAccounts.$inferSelect;

/** A directory entry for a person, with identifiers and social accounts, oldest first. */
export type User = typeof users.$inferSelect & {
  identifiers: UserIdentifier[];
  socialAccounts: SocialAccount[];
};
