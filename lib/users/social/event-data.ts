import type { SocialAccount } from "../user";

/** What events say of a social account: neither its subject nor its profile. */
export function accountDataOf({ id, userId, provider, evidence }: SocialAccount) {
  return { userId, socialAccountId: id, provider, evidence };
}
