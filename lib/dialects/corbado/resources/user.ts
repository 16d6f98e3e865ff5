import { z } from "zod";
import type { User, UserRow, UserSortColumn } from "@/lib/users";
import { formatId } from "../ids";
import { Paging } from "../parsing/paging";
import { IdentifierResource, toIdentifierResource } from "./identifier";
import { formatInstant } from "./instants";
import { isShown, SocialAccountResource, toSocialAccountResource } from "./social-account";

export const userStatuses = ["pending", "active", "disabled"] as const;
export type UserStatus = (typeof userStatuses)[number];

/** The status of users that other dialects created. */
export const defaultStatus: UserStatus = "active";

/** What this dialect keeps with a user, under its name. */
const UserContext = z.object({
  status: z.enum(userStatuses).default(defaultStatus),
  explicitWebauthnID: z.string().optional(),
  /** v1's login name. */
  name: z.string().optional(),
});
type UserContext = z.infer<typeof UserContext>;

export function userContextOf({ wireContext }: Pick<UserRow, "wireContext">): UserContext {
  return UserContext.catch({ status: defaultStatus }).parse(wireContext?.corbado ?? {});
}

/** A disabled user proves nothing: backends sign people in when a code is confirmed. */
export const isDisabled = (user: Pick<UserRow, "wireContext">) => userContextOf(user).status === "disabled";

/** v1's login name as a list column. v1 shows the full name of users that have none. */
export const loginName = {
  firstOf: [{ wire: ["corbado", "name"] }, "name", { text: "" }],
} as const satisfies UserSortColumn;

export const statusColumn = {
  firstOf: [{ wire: ["corbado", "status"] }, { text: defaultStatus }],
} as const satisfies UserSortColumn;

/** The wire context of a user with these members changed. Undefined members stay as they are. */
export function mergeUserContext(user: Pick<UserRow, "wireContext"> | null, change: Partial<UserContext>) {
  const changed = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { corbado: { ...(user?.wireContext?.corbado as object | undefined), ...changed } };
}

const sharedMembers = {
  userID: z.string(),
  fullName: z.string().optional(),
  status: z.enum(userStatuses),
  explicitWebauthnID: z.string().optional(),
  updated: z.string(),
  /** Required, and an integer: the Python client throws otherwise. */
  updatedMs: z.int(),
};

export const UserResource = z.strictObject(sharedMembers);

/** A user in a list, with their identifiers and social accounts. */
export const UserAggregate = z.strictObject({
  ...sharedMembers,
  emailIdentifiers: z.array(IdentifierResource),
  phoneNumberIdentifiers: z.array(IdentifierResource),
  usernameIdentifiers: z.array(IdentifierResource),
  socialAccounts: z.array(SocialAccountResource),
  created: z.string(),
  // The vendor's capitals: `createdMS`, but `updatedMs`.
  createdMS: z.int(),
});
export const UserList = z.strictObject({ users: z.array(UserAggregate), paging: Paging });

/** Optional members are left out, never null: several clients throw on null. */
export function toUserResource(user: UserRow): z.input<typeof UserResource> {
  const { status, explicitWebauthnID } = userContextOf(user);
  return {
    userID: formatId("usr", user.number),
    ...(user.name && { fullName: user.name }),
    status,
    ...(explicitWebauthnID && { explicitWebauthnID }),
    updated: formatInstant(user.updatedAt),
    updatedMs: user.updatedAt.getTime(),
  };
}

export function toUserAggregate(user: User): z.input<typeof UserAggregate> {
  const ofType = (type: string) =>
    user.identifiers
      .filter((identifier) => identifier.type === type)
      .map((identifier) => toIdentifierResource({ ...identifier, userNumber: user.number }));
  return {
    ...toUserResource(user),
    emailIdentifiers: ofType("email"),
    phoneNumberIdentifiers: ofType("phone"),
    usernameIdentifiers: ofType("username"),
    socialAccounts: user.socialAccounts
      .filter(isShown)
      .map((account) => toSocialAccountResource({ ...account, userNumber: user.number })),
    created: formatInstant(user.createdAt),
    createdMS: user.createdAt.getTime(),
  };
}
