export { type AddIdentifier, addIdentifier } from "./add-identifier";
export { type CreateUser, createUser } from "./create-user";
export { deleteUser } from "./delete-user";
export { findIdentifier, listIdentifiers } from "./find-identifier";
export { findByExternalId, findOrCreateUser } from "./find-or-create-user";
export { findUser } from "./find-user";
export {
  type GivenIdentifier,
  type Identifier,
  type IdentifierRefusal,
  keepAsText,
  maskIdentifier,
  parseEmail,
  parseIdentifier,
  parsePhone,
  readAnyhow,
  textOf,
} from "./identifier";
export { isVerifiedByAnyone } from "./is-verified-by-anyone";
export { listUsers, type UserListFilter } from "./list-users";
export { type MakePrimary, makePrimary } from "./make-primary";
export { findIdentifierByNumber, findUserByNumber, type UserRow } from "./numbers/find-by-number";
export {
  type AccountOnPage,
  type Condition,
  type IdentifierOnPage,
  type NumberedPage,
  type PageRequest,
  pageOfAccounts,
  pageOfIdentifiers,
  pageOfUsers,
  type WireColumn,
} from "./pages/numbered-pages";
export type { AccountColumn, IdentifierColumn, UserColumn } from "./pages/repository";
export { hashPassword } from "./passwords/hash";
export { hasPassword, isPasswordOf } from "./passwords/is-password-of";
export { setPassword } from "./passwords/set-password";
export type { UserRefusal } from "./refusals";
export { type RemoveIdentifier, removeIdentifier } from "./remove-identifier";
export { type RemoveUnlessLast, removeUnlessLast } from "./remove-unless-last";
export { type ReplacePrimary, replacePrimary } from "./replace-primary";
export { type AddSocialAccount, addSocialAccount } from "./social/add-social-account";
export { type FindAccountHolder, findAccountHolder } from "./social/find-account-holder";
export { findSocialAccount, listSocialAccounts } from "./social/find-social-account";
export { type RemoveSocialAccount, removeSocialAccount } from "./social/remove-social-account";
export { type FindOrCreateHolder, findOrCreateHolder } from "./standing/find-or-create-holder";
export { type GiveIdentifier, giveIdentifier } from "./standing/give-identifier";
export { type SetStanding, setStanding } from "./standing/set-standing";
export { type Standing, standingOf } from "./standing/standing";
export { type UpdateUser, updateUser } from "./update-user";
export type { HeldIdentifier, SocialAccount, User } from "./user";
