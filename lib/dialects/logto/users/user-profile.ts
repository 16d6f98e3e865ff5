import type { SocialAccount, User, UserIdentifier } from "@/lib/users";
import { withoutPlus } from "../identifier";
import { showNumber } from "../ids";

/** What this dialect stores with a user: members that the vendor's users have and ours do not. */
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

/** This dialect shows one address, one number and one username per user: the primary ones. */
export function primaryOf(
  { identifiers }: Pick<User, "identifiers">,
  type: UserIdentifier["type"],
): string | null {
  const held = identifiers.find((one) => one.type === type && one.isPrimary);
  return held ? withoutPlus(held.value) : null;
}

/** All members of the vendor's user resource. */
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

/** Social accounts by target. If there are several at one provider, the oldest. */
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

/** The vendor's account details, without missing ones. */
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
