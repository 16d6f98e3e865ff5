export * from "./api.js";
export { type CallOptions, type Client, type ClientOptions, createClient } from "./client.js";
export { eachOf, type Operation } from "./operation.js";
export { ConnectionError, ProblemError } from "./problem-error.js";
export {
  isReceiptFor,
  type JsonWebKeySet,
  type ProvenIdentifier,
  type ReceiptChecks,
  type ReceiptClaims,
  ReceiptError,
  verifyReceipt,
} from "./receipts.js";
export { verifyWebhook, WebhookError, type WebhookRequest } from "./webhooks.js";
