export { allowedIp, isAllowedIp } from "./allowed-ips";
export { clientIdOf } from "./api-key";
export { authenticateApiKey, authenticateInstallationKey, forgetKeys } from "./authenticate";
export {
  listLinkedOperators,
  mustEnterByCompany,
  type UnlinkRefusal,
  unlinkCompanyAccount,
} from "./company-sign-in/company-accounts";
export { type CompanyRefusal, enterByCompany } from "./company-sign-in/enter-by-company";
export {
  type CompanySignIn,
  companySignIn,
  discoveryUrlOf,
  mustUseCompany,
} from "./company-sign-in/settings";
export {
  type ConfigSchema,
  type ConfigViolation,
  configSchemaOf,
  configViolationsOf,
  describedSchema,
  type ShownKind,
} from "./configs/config-schema";
export { mergeConfig, sealedConfigs } from "./configs/sealed-configs";
export {
  consoleLinkLifetimeSeconds,
  consumeConsoleLink,
  newConsoleLink,
  type UsedConsoleLink,
} from "./console-link";
export { actorOf, type Caller, type Ctx, keyCaller, sameCallerKey } from "./context";
export { type CreateApiKey, createApiKey, type NewApiKey } from "./create-api-key";
export { deleteApiKey } from "./delete-api-key";
export { type KeyDialect, keyDialects } from "./dialects";
export { addressKey, addressOf, type EndUser, networkKey } from "./end-user";
export { findApiKey, isKnownKey, listApiKeys } from "./find-api-key";
export { findClient } from "./find-client";
export { type IssueApiKey, issueApiKey } from "./issue-api-key";
export { currentKeyId, decrypt, encrypt, heldKeyIds, type KeyUse, keyFor, reencrypt } from "./key-ring";
export type { ApiKey } from "./keys/repository";
export { record } from "./record";
export type { AccessRefusal } from "./refusals";
export {
  findFirstOperator,
  findOperator,
  findOperatorByEmail,
  insertOperator,
  listRoles,
  listTeam,
  type Operator,
  type Role,
  setRole,
  touchOperator,
  updateOperator,
} from "./repository";
export {
  countKeyUsage,
  type KeyUsageDay,
  type LoggedRequest,
  listRequests,
  type RequestPage,
} from "./requests/repository";
export { logRequest, startRequestLog } from "./requests/request-log";
export { type Act, can, isAllowedInArchived, isSensitive } from "./roles";
export { type RotateApiKey, rotateApiKey } from "./rotate-api-key";
export { deleteSavedView, listSavedViews, type SavedView, saveView } from "./saved-views/repository";
export {
  type InstallationScope,
  installationScopes,
  type ProjectScope,
  type Scope,
  scopes,
} from "./scopes";
export {
  addPasskey,
  answerWithPasskey,
  askForPasskey,
  offerPasskey,
  passkeysWork,
  removePasskey,
} from "./second-factor/passkeys";
export { answerWithRecoveryCode, replaceRecoveryCodes } from "./second-factor/recovery-codes";
export type { SecondFactorRefusal } from "./second-factor/refusals";
export {
  countRecoveryCodes,
  type Passkey,
  selectPasskeys as listPasskeys,
} from "./second-factor/repository";
export { answerWithTotp, confirmTotp, offerTotp, removeTotp, type TotpOffer } from "./second-factor/totp";
export { noteRequest, type Origin, type Session, type SessionRow } from "./sessions/repository";
export {
  beginSession,
  endSessions,
  findSession,
  hasSecondFactor,
  isHalfSignedIn,
  listSessions,
  meetsSecondFactorRule,
  needsStepUp,
  sessionLifetimeSeconds,
} from "./sessions/session";
export { publicKeySet } from "./signing/public-keys";
export { signatures } from "./signing/signing-key";
export { type ChangeProfileRefusal, changeProfile } from "./team/change-profile";
export { type ChangeRole, type ChangeRoleRefusal, changeRole } from "./team/change-role";
export { acceptInvitation, invitationDays, inviteToTeam, revokeInvitation } from "./team/invitations";
export { type Invitation, listInvitations } from "./team/repository";
export {
  type ClaimedOrigin,
  claimedOrigin,
  type FetchKeys,
  verifyForeignToken,
} from "./tokens/foreign-token";
export {
  type MintAccessToken,
  type MintToken,
  mintAccessToken,
  mintReceipt,
  mintToken,
} from "./tokens/mint-token";
export {
  type BeginUserSession,
  beginUserSession,
  consumeOpaqueToken,
  continueUserSession,
  type FoundOpaqueToken,
  findOpaqueToken,
  type IssueOpaqueToken,
  issueOpaqueToken,
  rotateOpaqueToken,
} from "./tokens/opaque-token";
export type { TokenFlaw, TokenRefusal } from "./tokens/refusals";
export {
  type AccessToken,
  callerOf,
  type ExpectedToken,
  verifyAccessToken,
} from "./tokens/verify-access-token";
export { type UpdateApiKey, updateApiKey } from "./update-api-key";
export {
  endUserSessions,
  findUserSession,
  listUserSessions,
  type UserSession,
} from "./user-sessions/user-sessions";
