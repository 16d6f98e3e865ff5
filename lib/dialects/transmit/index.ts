export { changeUser } from "./directory/change-user";
export { makeUser } from "./directory/create-user";
export { findUserBy } from "./directory/find-by";
export { countUsers, listUsers, UserCount, UserList } from "./directory/list-users";
export { assertVerified, removeSecondary } from "./directory/secondary-identifiers";
export { toUserAnswer, UserAnswer } from "./directory/user-resource";
export {
  clientEndpoint,
  linkEndpoint,
  linkRoute,
  notFound,
  route,
  userEndpoint,
  userRoute,
} from "./endpoint";
export { sendRefusals } from "./refusals";
export { UserInfo, userInfo } from "./sign-in/id-token";
export { sendSignInCode } from "./sign-in/send-sign-in-code";
export { refresh, signIn } from "./sign-in/sign-in";
export { callingUser, namedUser, readUser } from "./subject";
export { openLink } from "./verification/open-link";
export { sendCode } from "./verification/send-code";
export { sendLink } from "./verification/send-link";
export { sendToUser } from "./verification/send-to-user";
export { validateCode } from "./verification/validate-code";
export {
  Authenticate,
  CountQuery,
  CreateUser,
  emailOf,
  ListQuery,
  messageOfSms,
  phoneOf,
  RefreshToken,
  SendEmailCode,
  SendEmailLink,
  SendSignInCode,
  SendSmsCode,
  SendToUser,
  UpdateUser,
  ValidateEmailCode,
  ValidateSmsCode,
  VerifyIdentifier,
} from "./wire/bodies";
export {
  EmailPath,
  ExternalIdPath,
  LinkQuery,
  PhoneNumberPath,
  UserEmailPath,
  UsernamePath,
  UserPath,
  UserPhoneNumberPath,
} from "./wire/paths";
export {
  EmptyResponse,
  MessageResponse,
  RefreshedResponse,
  SignedInResponse,
  SignInCodeResponse,
  ValidatedResponse,
} from "./wire/responses";
