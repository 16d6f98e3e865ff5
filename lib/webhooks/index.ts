export { askEndpoint } from "./endpoints/ask-endpoint";
export {
  deleteEndpoint,
  findEndpoint,
  listEndpoints,
  rotateSecret,
  type UpdateEndpoint,
  updateEndpoint,
} from "./endpoints/change-endpoint";
export { type CreateEndpoint, createEndpoint, maxEndpoints } from "./endpoints/create-endpoint";
export type { Endpoint, NewEndpoint } from "./endpoints/endpoint";
export type { Occurrence, WebhookFormat, WebhookFormats } from "./format";
export { type FormatName, formatNames, onWebhookFormat } from "./formats";
export {
  findMessage,
  listMessages,
  type MessageRecord,
  replayMessage,
  replayMessages,
  sendTest,
} from "./messages/messages";
export type { AttemptRow, MessageFilter, MessageRow, ReplayRange } from "./messages/repository";
export type { WebhookRefusal } from "./refusals";
export { measureWebhookAge } from "./sending/repository";
export { drainWebhooks, startWebhooks, type WebhookOptions, type Webhooks } from "./sending/worker";
export { keysAt, type SignatureKind, type SigningKey, signatures, standardHeaders } from "./signing";
export { testType, type WebhookType, webhookTypes } from "./types";
