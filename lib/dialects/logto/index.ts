export { accountRoute } from "./account/cross-origin";
export { accountGate } from "./account/gates";
export { linkIdentity, linkRefusals, unlinkIdentity, unlinkRefusals } from "./account/identities";
export { removePrimary, removePrimaryRefusals, setPrimary, setPrimaryRefusals } from "./account/primary";
export { readAccount } from "./account/read-account";
export {
  checkCodeRecord,
  checkCodeRecordRefusals,
  provePasswordRecord,
  provePasswordRefusals,
  startCodeRecord,
  startCodeRefusals,
} from "./account/records";
export {
  CheckCodeBody,
  FinishSocialBody,
  IdentityBody,
  PrimaryEmailBody,
  PrimaryPhoneBody,
  ProvePasswordBody,
  StartCodeBody,
  StartSocialBody,
} from "./account/requests";
export {
  AccountResource,
  NewRecord,
  NewSocialRecord,
  RecordReference,
  toNewRecord,
  toReference,
} from "./account/resources";
export {
  finishSocialRecord,
  finishSocialRecordRefusals,
  startSocialRecord,
  startSocialRecordRefusals,
} from "./account/social-records";
export {
  AuthorizationUriBody,
  authorizationUriOf,
  authorizationUriRefusals,
} from "./connectors/authorization-uri";
export { ChangeConnectorBody, changeConnector, changeConnectorRefusals } from "./connectors/change";
export {
  CreateConnectorBody,
  createConnectorRefusals,
  ListConnectorsQuery,
  makeConnector,
} from "./connectors/create";
export { factoriesOf, findFactory, showFactory } from "./connectors/factories";
export { removeConnector } from "./connectors/remove";
export { findFound, listFoundConnectors, showConnector } from "./connectors/resource";
export { TestConnectorBody, testConnectorRefusals, testFactory } from "./connectors/test-send";
export { ConnectorResource, FactoryResource } from "./connectors/wire-resources";
export { accountEndpoint, logtoEndpointFor, managementEndpoint, notFound, route } from "./endpoint";
export { logtoError } from "./errors";
export {
  AuthorizationQuery,
  authorizationEndpoint,
  authorize,
  authorizeRefusals,
} from "./experience/authorize";
export { beginInteraction, beginRefusals, eventRefusals, setEvent } from "./experience/begin";
export {
  sendCodeRecord as sendExperienceCode,
  sendRecordRefusals,
  verifyCodeRecord as verifyExperienceCode,
  verifyRecordRefusals,
} from "./experience/code-records";
export { fillProfile, profileRefusals, resetPassword } from "./experience/fill-profile";
export { identify, identifyRefusals } from "./experience/identify";
export { gateRefusals, interactionGate } from "./experience/interaction";
export {
  passwordRefusals,
  provePasswordRecord as proveExperiencePassword,
} from "./experience/password-record";
export { beginningEndpoint, experienceEndpoint } from "./experience/protocol";
export { register, registerRefusals } from "./experience/register";
export {
  AuthorizationUriBody as ExperienceAuthorizationUriBody,
  BeginBody,
  EventBody,
  IdentificationBody,
  PasswordBody as ResetPasswordBody,
  ProfileBody,
  SendCodeBody,
  VerifyCodeBody as VerifyExperienceCodeBody,
  VerifyOneTimeTokenBody,
  VerifyPasswordBody,
  VerifySocialBody,
} from "./experience/requests";
export {
  AuthorizationUri,
  InteractionResource,
  Redirect,
  showInteraction,
  toVerificationReference,
  VerificationReference,
} from "./experience/show";
export {
  authorizationUriRefusals as experienceAuthorizationUriRefusals,
  finishSocialRecord as finishExperienceSocial,
  startSocialRecord as startExperienceSocial,
  verifySocialRefusals,
} from "./experience/social-records";
export { submit, submitRefusals } from "./experience/submit";
export { redeemTokenRecord, tokenRefusals } from "./experience/token-record";
export { webhooks } from "./hooks";
export {
  changeTemplate,
  findTemplate,
  listTemplates,
  PutTemplatesBody,
  putTemplates,
  RemovedResource,
  removeTemplate,
  removeTemplates,
  showTemplate,
  TemplateDetailsBody,
  TemplateResource,
  TemplatesQuery,
} from "./management/email-templates";
export { readOptionalPage, readPage, setPageHeaders } from "./management/paging";
export { ClearSentinelBody, clearSentinel } from "./management/sentinel";
export {
  AccountCenterResource,
  changeAccountCenter,
  changeSignInExperience,
  SettingsBody,
  SignInExperienceResource,
  showAccountCenter,
  showSignInExperience,
} from "./management/settings";
export { issueSubjectToken, SubjectTokenBody, SubjectTokenResource } from "./management/subject-tokens";
export { RequestCodeBody, requestCode, VerifyCodeBody, verifyCode } from "./management/verification-codes";
export { deleteToken } from "./one-time-tokens/delete";
export { findToken } from "./one-time-tokens/find";
export { listTokens } from "./one-time-tokens/list";
export { makeToken } from "./one-time-tokens/make";
export {
  CreateTokenBody,
  ListTokensQuery,
  TokenStatusBody,
  VerifyTokenBody,
} from "./one-time-tokens/requests";
export { setTokenStatus } from "./one-time-tokens/set-status";
export { TokenResource, toToken } from "./one-time-tokens/token";
export { useToken, verifyTokenRefusals } from "./one-time-tokens/use";
export { checkCodeRefusals } from "./sending/check-errors";
export { sendCodeRefusals } from "./sending/send-code";
export { changeUser, changeUserRefusals, updateUserContext } from "./users/change";
export { createUserRefusals, makeUser } from "./users/create";
export { loadUser, noSuchUser, showUser } from "./users/find";
export { assertIdentity, removeIdentity } from "./users/identities";
export { listUserPage } from "./users/list";
export { proveIdentity, proveIdentityRefusals } from "./users/prove-identity";
export {
  AssertIdentityBody,
  ChangeUserBody,
  CreateUserBody,
  ListUsersQuery,
  PasswordBody,
  ProveIdentityBody,
  SuspensionBody,
} from "./users/requests";
export { IdentitiesResource, UserResource } from "./users/resource";
