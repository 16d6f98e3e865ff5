export { answerChallenge } from "./challenges/answer-challenge";
export { ChallengeResource } from "./challenges/challenge";
export { startChallenge } from "./challenges/start-challenge";
export { endpoint, envelopedEndpoint, notFound, route } from "./endpoint";
export { give } from "./give";
export { loadIdentifier, loadUser } from "./load";
export { readAccountList } from "./reading/account-list";
export { identifierColumns, userColumns } from "./reading/columns";
export { ListQuery, pagingOf, readList } from "./reading/list";
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
export { IdentifierList, IdentifierResource, toIdentifierResource, toStanding } from "./resources/identifier";
export {
  providerTypes,
  SocialAccountList,
  SocialAccountResource,
  toSocialAccountResource,
} from "./resources/social-account";
export { toUserAggregate, toUserResource, UserList, UserResource } from "./resources/user";
export { changeUser, makeUser } from "./write-user";
