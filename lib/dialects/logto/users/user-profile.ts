import type { SocialAccount, User, UserIdentifier } from "@/lib/users";
import { withoutPlus } from "../identifier";
import { showNumber } from "../ids";

/** What this dialect keeps with a user: what the vendor's users have and ours have not. */
export interface UserContext {
  avatar?: string | null;
  customData?: Record<string, unknown>;
  profile?: Record<string, unknown>;
  isSuspended?: boolean;
  /** Epoch milliseconds. */
  lastSignInAt?: number | null;
  applicationId?: string | null;
}

export const keptOf = ({ wireContext }: Pick<User, "wireContext">): UserContext =>
  (wireContext?.logto ?? {}) as UserContext;

/** A user has one address, one number and one name here: the primary ones. */
export function primaryOf(
  { identifiers }: Pick<User, "identifiers">,
  type: UserIdentifier["type"],
): string | null {
  const held = identifiers.find((one) => one.type === type && one.isPrimary);
  return held ? withoutPlus(held.value) : null;
}

/** Everything that the vendor says of a user. */
export function toUserProfile(user: User, facts: { hasPassword: boolean }) {
  const kept = keptOf(user);
  return {
    id: showNumber(user.number),
    username: primaryOf(user, "username"),
    primaryEmail: primaryOf(user, "email"),
    primaryPhone: primaryOf(user, "phone"),
    name: user.name,
    avatar: kept.avatar ?? null,
    customData: kept.customData ?? {},
    identities: identitiesOf(user),
    lastSignInAt: kept.lastSignInAt ?? null,
    createdAt: user.createdAt.getTime(),
    updatedAt: user.updatedAt.getTime(),
    profile: kept.profile ?? {},
    applicationId: kept.applicationId ?? null,
    isSuspended: kept.isSuspended ?? false,
    hasPassword: facts.hasPassword,
    ssoIdentities: [],
  };
}
export type UserProfile = ReturnType<typeof toUserProfile>;

/** Accounts at providers, by target. Of several at one, the oldest. */
export function identitiesOf({ socialAccounts }: Pick<User, "socialAccounts">): Record<string, Identity> {
  return Object.fromEntries(
    socialAccounts.toReversed().map((account) => [account.provider, toIdentity(account)]),
  );
}

export interface Identity {
  userId: string;
  details: Record<string, unknown>;
}

function toIdentity({ subject, profile, rawClaims }: SocialAccount): Identity {
  return { userId: subject, details: detailsOf(subject, profile, rawClaims) };
}

/** What the vendor says of an account: only what there is. */
export function detailsOf(
  subject: string,
  { email, isEmailVerified, name, avatarUrl }: SocialAccount["profile"],
  rawData: Record<string, unknown> | null,
): Record<string, unknown> {
  return {
    id: subject,
    ...(email && isEmailVerified && { email }),
    ...(name && { name }),
    ...(avatarUrl && { avatar: avatarUrl }),
    ...(rawData && { rawData }),
  };
}
