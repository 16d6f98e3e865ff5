export type { IdentifierInput } from "@/lib/users";
export { admitFallback, admitTest } from "./admit-message";
export { type Approve, type ApproveRefusal, approve } from "./approve";
export type {
  AuthorizationRequestRefusal,
  BeginAuthorizationRefusal,
  FinishAuthorizationRefusal,
} from "./authorization-requests/refusals";
export {
  type Authorization,
  type AuthorizationCallback,
  type BeginAuthorization,
  beginAuthorization,
} from "./begin-authorization";
export { type Cancel, cancel } from "./cancel";
export { type CheckCode, type CheckCodeByKey, checkCode, checkCodeByKey } from "./check-code";
export { type ClearBudgets, clearBudgets } from "./clear-budgets";
export type { Diagnosis, SupportAction } from "./diagnosis/diagnose";
export { durationOf } from "./diagnosis/duration-of";
export { latestOf } from "./diagnosis/latest-of";
export { type FindByKey, find, findByKey, findForPortal } from "./find";
export { type FindAuthorizationRequest, findAuthorizationRequest } from "./find-authorization-request";
export {
  type CallbackOutcome,
  type FinishAuthorization,
  finishAtCallback,
  finishAuthorization,
} from "./finish-authorization";
export type { Started } from "./finish-send";
export { expiryId, type FollowEvents, followEvents, type LiveEvent } from "./follow-events";
export type { CallerLimit, SendQuota } from "./limits";
export { portalOriginOf } from "./link-template";
export { type ListFilter, list, type SearchPage, search } from "./list";
export { messageAsSeen } from "./message-as-seen";
export { challengeOf, openChallenges } from "./open-challenges";
export { isPageNonce, pageNonceOf } from "./page-nonce";
export { type PresentProof, type ProofRefusal, presentProof } from "./present-proof";
export type { Proven } from "./prove";
export { type PasswordRefusal, type ProvePassword, provePassword } from "./prove-password";
export { findMany as findVerifications } from "./queries/repository";
export { type InboxMessage, type InboxPage, openMessages, type ReadInbox, readInbox } from "./read-inbox";
export {
  type IssueReceipt,
  issueReceipt,
  type Receipt,
  type ReceiptIdentifier,
  type ReceiptRefusal,
  receiptForReturn,
  receiptIdentifiers,
} from "./receipt";
export { findByLink, peekLink, redeemLink } from "./redeem-link";
export { findByShortToken, redeemShortToken, shortToken } from "./redeem-short-token";
export type {
  CancelRefusal,
  CheckRefusal,
  NotFound,
  RedeemRefusal,
  ResendRefusal,
  SetIdentifierRefusal,
  StartRefusal,
} from "./refusals";
export { type Resend, resend } from "./resend";
export { type ResendThrough, type ResendThroughRefusal, resendThrough } from "./resend-through";
export {
  findByReturnCode,
  type RedeemReturnCode,
  redeemReturnCode,
  returnCode,
  returnUrlWithCode,
} from "./return-code";
export {
  countSentMessages,
  findSentMessage,
  listSentMessages,
  messagesOfVerification,
  type SentMessage,
  type SentMessageFilter,
} from "./sent-messages/repository";
export { type SetIdentifier, setIdentifier } from "./set-identifier";
export { type SetWireContext, setWireContext } from "./set-wire-context";
export { type Start, start } from "./start";
export { startOrResend } from "./start-or-resend";
export { type Timeline, type TimelineEntry, type TimelineType, timelineOf } from "./timeline";
export {
  hasSendsLeft,
  isCodeExpired,
  isExpired,
  type LoadedVerification,
  type Method,
  type Status,
  statuses,
  statusOf,
  type Verification,
  wasIssued,
} from "./verification";
export { type WaitForStatus, waitForStatus } from "./wait-for-status";
export { watchForPortal } from "./watch-for-portal";
export { isOver } from "./watching/watch";
export { endWaits } from "./watching/watchers";
