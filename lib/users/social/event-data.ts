import type { SocialAccount } from "../user";

/** A social account's event data. Includes neither subject nor profile. */
export function accountDataOf({ id, userId, provider, evidence }: SocialAccount) {
  return { userId, socialAccountId: id, provider, evidence };
}
