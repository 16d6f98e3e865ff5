import { notFoundFor, routeFor } from "../route";
import { oauthProtocol } from "./protocol";

export {
  type ExchangeCode,
  type Exchanged,
  type ExchangeRefusal,
  exchangeCode,
  type JoinedSession,
  SignInContext,
  signInClaims,
} from "./authorization-code";
export { authenticateBearer, type Bearer, type BearerContext, type BearerRefusal } from "./bearer";
export { authenticateClient } from "./client";
export { discovery, jwks } from "./documents";
export { type MintIdToken, mintIdToken, profileClaims } from "./id-token";
export {
  type IssuedToken,
  type IssueTokenRefusal,
  type IssueUserToken,
  issueUserToken,
} from "./issue-user-token";
export {
  continueWithRefreshToken,
  issueRefreshToken,
  type Refreshed,
  refreshTokens,
} from "./refresh-token";
export type { OAuthRefusal } from "./refusals";
export { type RequestedClaims, requestableClaims } from "./requested-claims";
export { joinClaims, sessionClaims } from "./session-claims";
export { subjectTokenKind, userTokenKind } from "./subject-token";
export { tokenEndpoint } from "./token-endpoint";
export {
  isManagementApi as isLogtoManagementApi,
  issuerAt,
  ownAudience,
  ownIssuers,
  tokenProfileOf,
  transmitAudience,
} from "./token-profiles";
export { introspectionEndpoint, revocationEndpoint } from "./token-status";
export { type MintUserToken, mintUserToken, type UserToken } from "./user-token";

/** The exports of an OAuth 2 route file. */
export const route = routeFor(oauthProtocol);

/** The catch-all below `/oidc`. */
export const notFound = notFoundFor(oauthProtocol);
