export { answerChallenge } from "./challenges/answer-challenge";
export { ChallengeResource } from "./challenges/challenge";
export { findChallenge } from "./challenges/find-challenge";
export { startChallenge } from "./challenges/start-challenge";
export { createIdentifier } from "./create-identifier";
export { endpoint, envelopedEndpoint, notFound, route, v1Endpoint } from "./endpoint";
export { loadIdentifier, loadUser } from "./load-from-path";
export { readAccountList } from "./parsing/account-list";
export { identifierColumns, userColumns, userColumnsV1 } from "./parsing/columns";
export { ListQuery, readList } from "./parsing/list";
export { pagingOf } from "./parsing/paging";
export {
  ChallengePath,
  CreateChallengeBody,
  CreateIdentifierBody,
  CreateSocialAccountBody,
  CreateUserBody,
  IdentifierPath,
  UpdateChallengeBody,
  UpdateIdentifierBody,
  UpdateUserBody,
  UserPath,
} from "./requests";
export {
  IdentifierList,
  IdentifierResource,
  toIdentifierResource,
  toIdentifierStatus,
} from "./resources/identifier";
export {
  providerTypes,
  SocialAccountList,
  SocialAccountResource,
  toSocialAccountResource,
} from "./resources/social-account";
export { toUserAggregate, toUserResource, UserList, UserResource } from "./resources/user";
export {
  createAddress,
  deleteAddress,
  EmailV1,
  findAddress,
  PhoneNumberV1,
  toEmailV1,
  toPhoneNumberV1,
} from "./v1/address";
export { checkEmail, checkPhone, EmailCheckResponse, PhoneCheckResponse } from "./v1/check-identifier";
export { ConfirmedUser } from "./v1/confirmed-user";
export { deleteLink, EmailCodeResponse, LinkResponse, peekMessage, readMessage } from "./v1/read-message";
export {
  CheckEmailBody,
  CheckPhoneBody,
  CreateEmailBody,
  CreatePhoneNumberBody,
  CreateUserBodyV1,
  DeleteBody,
  EmailCodePath,
  EmailPath,
  LinkPath,
  PhoneNumberPath,
  SendEmailCodeBody,
  SendLinkBody,
  SendSmsCodeBody,
  SmsCodePath,
  ValidateEmailCodeBody,
  ValidateLinkBody,
  ValidateSmsCodeBody,
} from "./v1/requests";
export { sendMessage } from "./v1/send-message";
export { createUserV1, findUserV1, toUserV1, UserCreatedV1, UserListV1, UserResponseV1 } from "./v1/user";
export { validateMessage, validateSmsCode } from "./v1/validate-message";
export { createUserV2, updateUserV2 } from "./write-user";
