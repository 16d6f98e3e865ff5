export { changeUser } from "./directory/change-user";
export { makeUser } from "./directory/create-user";
export { DeviceKeys, deviceKeys } from "./directory/device-keys";
export { findUserBy } from "./directory/find-by";
export { countUsers, listUsers, UserCount, UserList } from "./directory/list-users";
export { PasswordRegistered, registerPassword } from "./directory/register-password";
export { assertVerified, removeSecondary } from "./directory/secondary-identifiers";
export { toUserAnswer, UserAnswer } from "./directory/user-resource";
export {
  clientEndpoint,
  codeEndpoint,
  completionEndpoint,
  linkEndpoint,
  linkRoute,
  notFound,
  route,
  userEndpoint,
  userRoute,
} from "./endpoint";
export { sendRefusals } from "./refusals";
export { authenticatePassword } from "./sign-in/authenticate-password";
export { authenticateSession } from "./sign-in/authenticate-session";
export { completeSignIn } from "./sign-in/complete-sign-in";
export { authenticateLink, exchange } from "./sign-in/exchange";
export { sendLoginCode, sendLoginLink } from "./sign-in/send-login";
export { sendSignInCode } from "./sign-in/send-sign-in-code";
export {
  LoggedOutResponse,
  logOut,
  logOutSession,
  revokeSessions,
  Session,
  sessionsOf,
} from "./sign-in/sessions";
export { refresh, signIn } from "./sign-in/sign-in";
export { UserInfo, userInfo } from "./sign-in/user-info";
export { validateLoginCode } from "./sign-in/validate-login-code";
export { callingUser, namedUser, readUser } from "./subject";
export { openLink } from "./verification/open-link";
export { sendCode } from "./verification/send-code";
export { sendLink } from "./verification/send-link";
export { sendToUser } from "./verification/send-to-user";
export { validateCode } from "./verification/validate-code";
export { webhooks } from "./webhooks/hooks";
export {
  changeWebhook,
  createWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  switchWebhook,
  verifyWebhook,
  WebhookAnswer,
  WebhookList,
  WebhookVerified,
} from "./webhooks/webhook";
export {
  CountQuery,
  CreateUser,
  emailOf,
  ListQuery,
  messageOfSms,
  phoneOf,
  RefreshToken,
  RegisterPassword,
  SendEmailCode,
  SendEmailLink,
  SendSmsCode,
  SendToUser,
  UpdateUser,
  ValidateEmailCode,
  ValidateSmsCode,
  VerifyIdentifier,
} from "./wire/bodies";
export {
  CompletionQuery,
  EmailPath,
  ExternalIdPath,
  LinkQuery,
  PhoneNumberPath,
  UserEmailPath,
  UsernamePath,
  UserPath,
  UserPhoneNumberPath,
  WebhookPath,
} from "./wire/paths";
export {
  EmptyResponse,
  ExchangedResponse,
  LoginCodeResponse,
  MessageResponse,
  RedirectResponse,
  RefreshedResponse,
  SignedInResponse,
  SignInCodeResponse,
  ValidatedResponse,
} from "./wire/responses";
export {
  Authenticate,
  AuthenticateLink,
  AuthenticatePassword,
  AuthenticateSession,
  ExchangeCode,
  LogOutSession,
  SendBackendLink,
  SendLoginEmailCode,
  SendLoginLink,
  SendLoginSmsCode,
  SendSignInCode,
  ValidateLoginEmailCode,
  ValidateLoginSmsCode,
} from "./wire/sign-in-bodies";
export { ChangeWebhook, CreateWebhook, SwitchWebhook } from "./wire/webhook-bodies";
