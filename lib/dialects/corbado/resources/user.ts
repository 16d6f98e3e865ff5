import { z } from "zod";
import type { User, UserRow, UserSortColumn } from "@/lib/users";
import { showNumber } from "../ids";
import { Paging } from "../parsing/paging";
import { IdentifierResource, toIdentifierResource } from "./identifier";
import { showInstant } from "./instants";
import { isShown, SocialAccountResource, toSocialAccountResource } from "./social-account";

export const userStatuses = ["pending", "active", "disabled"] as const;
export type UserStatus = (typeof userStatuses)[number];

/** What a user counts as whom another dialect made. */
export const defaultStatus: UserStatus = "active";

/** What this dialect keeps with a user, under its own name. */
const UserContext = z.object({
  status: z.enum(userStatuses).default(defaultStatus),
  explicitWebauthnID: z.string().optional(),
  /** The login name of v1. */
  name: z.string().optional(),
});
type UserContext = z.infer<typeof UserContext>;

export function keptOf({ wireContext }: Pick<UserRow, "wireContext">): UserContext {
  return UserContext.catch({ status: defaultStatus }).parse(wireContext?.corbado ?? {});
}

/** v1's login name, as a list column. Users of other dialects have none: v1 shows their full name instead. */
export const loginName = {
  firstOf: [{ wire: ["corbado", "name"] }, "name", { text: "" }],
} as const satisfies UserSortColumn;

export const statusColumn = {
  firstOf: [{ wire: ["corbado", "status"] }, { text: defaultStatus }],
} as const satisfies UserSortColumn;

/** The wire context of a user with these members changed. */
export function mergeUserContext(before: Pick<UserRow, "wireContext"> | null, change: Partial<UserContext>) {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { corbado: { ...(before?.wireContext?.corbado as object | undefined), ...given } };
}

const common = {
  userID: z.string(),
  fullName: z.string().optional(),
  status: z.enum(userStatuses),
  explicitWebauthnID: z.string().optional(),
  updated: z.string(),
  /** The Python client takes an integer only, and refuses its absence. */
  updatedMs: z.int(),
};

export const UserResource = z.strictObject(common);

/** As it stands in lists: with everything that the user has. */
export const UserAggregate = z.strictObject({
  ...common,
  emailIdentifiers: z.array(IdentifierResource),
  phoneNumberIdentifiers: z.array(IdentifierResource),
  usernameIdentifiers: z.array(IdentifierResource),
  socialAccounts: z.array(SocialAccountResource),
  created: z.string(),
  // The vendor's own capitals: `createdMS`, but `updatedMs`.
  createdMS: z.int(),
});
export const UserList = z.strictObject({ users: z.array(UserAggregate), paging: Paging });

/** Optional members are left out, never null: several clients throw on null. */
export function toUserResource(user: UserRow): z.input<typeof UserResource> {
  const { status, explicitWebauthnID } = keptOf(user);
  return {
    userID: showNumber("usr", user.number),
    ...(user.name && { fullName: user.name }),
    status,
    ...(explicitWebauthnID && { explicitWebauthnID }),
    updated: showInstant(user.updatedAt),
    updatedMs: user.updatedAt.getTime(),
  };
}

export function toUserAggregate(user: User): z.input<typeof UserAggregate> {
  const ofType = (type: string) =>
    user.identifiers
      .filter((held) => held.type === type)
      .map((held) => toIdentifierResource({ ...held, userNumber: user.number }));
  return {
    ...toUserResource(user),
    emailIdentifiers: ofType("email"),
    phoneNumberIdentifiers: ofType("phone"),
    usernameIdentifiers: ofType("username"),
    socialAccounts: user.socialAccounts
      .filter(isShown)
      .map((account) => toSocialAccountResource({ ...account, userNumber: user.number })),
    created: showInstant(user.createdAt),
    createdMS: user.createdAt.getTime(),
  };
}
