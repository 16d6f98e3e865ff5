export { type AddIdentifier, addIdentifier } from "./add-identifier";
export { type CreateUser, createUser } from "./create-user";
export { deleteUser } from "./delete-user";
export { findByPrimary } from "./find-by-primary";
export { findIdentifier, listIdentifiers } from "./find-identifier";
export { findByExternalId, findOrCreateUser } from "./find-or-create-user";
export { findUser } from "./find-user";
export {
  type Identifier,
  type IdentifierInput,
  type IdentifierRefusal,
  keepAsText,
  maskIdentifier,
  parseEmail,
  parseIdentifier,
  parseIdentifierLeniently,
  parsePhone,
  textOf,
} from "./identifier";
export { type AssignIdentifier, assignIdentifier } from "./identifier-status/assign-identifier";
export { type FindOrCreateHolder, findOrCreateHolder } from "./identifier-status/find-or-create-holder";
export { type IdentifierStatus, identifierStatusOf } from "./identifier-status/identifier-status";
export { type SetIdentifierStatus, setIdentifierStatus } from "./identifier-status/set-identifier-status";
export {
  type ImportConflict,
  type ImportedUser,
  type ImportResult,
  importUsers,
} from "./import/import-users";
export { isVerifiedByAnyone } from "./is-verified-by-anyone";
export { listUsers, type UserListFilter } from "./list-users";
export { type MakePrimary, makePrimary } from "./make-primary";
export {
  type AccountPageRequest,
  type AccountSortColumn,
  type Condition,
  type Conditions,
  type IdentifierSortColumn,
  type ListedAccount,
  type ListedIdentifier,
  type NumberedPage,
  type PageRequest,
  pageOfAccounts,
  pageOfIdentifiers,
  pageOfUsers,
  type ShownText,
  type UserFilterColumn,
  type UserSortColumn,
} from "./numbered-pages/numbered-pages";
export type { AccountColumn, IdentifierColumn, UserColumn } from "./numbered-pages/repository";
export { findIdentifierByNumber, findUserByNumber, type UserRow } from "./numeric-ids/find-by-number";
export { hashPassword } from "./passwords/hash";
export { hasPassword, isPasswordOf } from "./passwords/is-password-of";
export { type SetPassword, setFirstPassword, setPassword } from "./passwords/set-password";
export { type PhoneType, phoneTypeOf } from "./phone";
export type { UserRefusal } from "./refusals";
export { type RemoveIdentifier, removeIdentifier } from "./remove-identifier";
export { type RemoveUnlessLast, removeUnlessLast } from "./remove-unless-last";
export { type ReplacePrimary, replacePrimary } from "./replace-primary";
export { type AddSocialAccount, addSocialAccount } from "./social/add-social-account";
export { type FindAccountHolder, findAccountHolder } from "./social/find-account-holder";
export { findSocialAccount, listSocialAccounts } from "./social/find-social-account";
export { type RemoveSocialAccount, removeSocialAccount } from "./social/remove-social-account";
export { suggestEmail } from "./suggest-email";
export { type UpdateUser, updateUser } from "./update-user";
export type { SocialAccount, User, UserIdentifier } from "./user";
