import type { User } from "@/lib/users";
import type { Payload } from "../sending/usage";
import { toUserProfile } from "../users/user-profile";

/** The user's data for templates. */
export function payloadOf(user: User, locale: string): Payload {
  const { id, avatar, name, primaryEmail, primaryPhone, username, profile } = toUserProfile(user, {
    hasPassword: false,
  });
  return { locale, user: { id, avatar, name, primaryEmail, primaryPhone, username, profile } };
}
