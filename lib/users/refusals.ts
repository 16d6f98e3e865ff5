import type { IdentifierRefusal } from "./identifier";

export type NoSuchUser = { code: "user_not_found" };
export type NoSuchIdentifier = NoSuchUser | { code: "identifier_not_found" };
export type NoSuchAccount = NoSuchUser | { code: "social_account_not_found" };
export type ExternalIdTaken = { code: "external_id_taken" };

export type AddRefusal =
  | NoSuchUser
  | IdentifierRefusal
  /** The same user already has it. */
  | { code: "identifier_exists" }
  /** Another user of the project has it verified. */
  | { code: "identifier_taken" };

export type CreateUserRefusal =
  | Exclude<AddRefusal, NoSuchUser>
  | ExternalIdTaken
  /** Another user of the project has it. */
  | { code: "social_account_taken" };
export type UpdateUserRefusal = NoSuchUser | ExternalIdTaken;

export type AddAccountRefusal =
  | NoSuchUser
  /** The same user already has it. */
  | { code: "social_account_exists" }
  /** Another user of the project has it. */
  | { code: "social_account_taken" };

export type UserRefusal =
  | NoSuchAccount
  | AddAccountRefusal
  | AddRefusal
  | CreateUserRefusal
  | UpdateUserRefusal
  | NoSuchIdentifier;
