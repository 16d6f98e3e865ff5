export { changeUser } from "./directory/change-user";
export { makeUser } from "./directory/create-user";
export { findUserBy } from "./directory/find-by";
export { assertVerified, removeSecondary } from "./directory/held";
export { listUsers, UserList } from "./directory/list-users";
export { toUserAnswer, UserAnswer } from "./directory/user-resource";
export { clientEndpoint, linkEndpoint, linkRoute, notFound, route, userEndpoint } from "./endpoint";
export { sendRefusals } from "./refusals";
export { sendSignInCode } from "./signing-in/send-sign-in-code";
export { signIn } from "./signing-in/sign-in";
export { callingUser, namedUser, readUser } from "./subject";
export { openLink } from "./verifying/open-link";
export { sendCode } from "./verifying/send-code";
export { sendLink } from "./verifying/send-link";
export { sendToUser } from "./verifying/send-to-user";
export { validateCode } from "./verifying/validate-code";
export { Nothing, Said, SignedInAnswer, SignInCodeAnswer, Validated } from "./wire/answers";
export {
  Authenticate,
  CreateUser,
  emailOf,
  ListQuery,
  messageOfSms,
  phoneOf,
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
  UserPath,
  UserPhoneNumberPath,
} from "./wire/paths";
