export { type CustomMessage, deliveryStatuses } from "@/drizzle/schema";
export type { AdmitFallback, AdmitTest, SendBlocked } from "./admission";
export { type CancelDeliveryRefusal, cancelDelivery } from "./cancel-delivery";
export type { Challenge, OpenChallenges, StaleReason, WantedChallenge } from "./challenge";
export {
  type DeliveryNotFound,
  type DeliveryRecord,
  type DeliveryTry,
  deliveriesOfVerification,
  findDelivery,
  listDeliveries,
} from "./deliveries";
export { explainDelivery, explainTry } from "./explain-delivery";
export { isInInbox } from "./inbox/is-in-inbox";
export { listInboxDeliveries, waitForInbox } from "./inbox/list-inbox";
export type { EmailMessage, Message, SmsMessage } from "./message";
export {
  givenTexts,
  type MessageTexts,
  messageTexts,
  type PartName,
  partNames,
  parts,
  placeholdersOf,
} from "./message-templates/parts";
export {
  previewMessageTemplate,
  type TemplatePreview,
  type TemplateWarning,
  warningsOf,
} from "./message-templates/preview-template";
export type { TemplateName } from "./message-templates/repository";
export { restoreMessageTemplate, saveMessageTemplate } from "./message-templates/save-template";
export { type SmsSize, sizeOfSms } from "./message-templates/sms-size";
export {
  findMessageTemplate,
  findTemplateVersion,
  listMessageTemplates,
  listTemplateVersions,
  type MessageTemplate,
  type TemplateRefusal,
} from "./message-templates/template";
export {
  type TestMessageTemplate,
  type TestTemplateRefusal,
  testMessageTemplate,
} from "./message-templates/test-template";
export { ourTexts } from "./message-templates/wording";
export type { FirstPass } from "./outbox/deliver";
export { onDueWithoutWorker, type Worker, wakeWorker } from "./outbox/local-workers";
export { type PlannedDelivery, type PlannedRows, planDelivery } from "./outbox/plan-delivery";
export { chooseProvider } from "./outbox/repository";
export { waitForOutcome } from "./outbox/wait-for-outcome";
export { drainOutbox, startWorker, type WorkerOptions } from "./outbox/worker";
export { checkCredentials } from "./providers/check-credentials";
export { type CountryChoice, needsCountries } from "./providers/choose-countries";
export { type CopyProviders, copyProviders } from "./providers/copy-providers";
export { type CreateProvider, createProvider } from "./providers/create-provider";
export { deleteProvider } from "./providers/delete-provider";
export { findProvider, listProviders } from "./providers/find-provider";
export { providerKinds } from "./providers/kinds";
export type { ConfigInvalid, ProviderKind, StatusCallback } from "./providers/kinds/kind";
export type { SendRefusalCode } from "./providers/provider";
export {
  channelsOf,
  forgetProviders,
  isChannelInboxOnly,
  isEmailInboxOnly,
  paidChannelsOf,
  providerOrderOf,
} from "./providers/provider-order";
export type { Provider, ProviderHealth } from "./providers/provider-record";
export type {
  CountriesRequired,
  CreateProviderRefusal,
  ProviderChannelUnsupported,
  ProviderNotFound,
  TestProviderRefusal,
  UpdateProviderRefusal,
} from "./providers/refusals";
export { seedInbox } from "./providers/repository";
export {
  listProviderOrder,
  type ProviderOrderInvalid,
  setProviderOrder,
} from "./providers/set-provider-order";
export { type ProviderTest, testProvider } from "./providers/test-provider";
export {
  type ProviderConfigTest,
  type TestProviderConfig,
  testProviderConfig,
} from "./providers/test-provider-config";
export { type UpdateProvider, updateProvider } from "./providers/update-provider";
export { type AddressedMessage, renderMessage, textOf, warmTemplates } from "./render-message";
export {
  type DeliveryFilter,
  type DeliveryRow,
  type InboxRowFilter,
  lastSends,
  measureBacklog,
} from "./repository";
export { type RetryDeliveryRefusal, retryDelivery } from "./retry-delivery";
export { type SampleMessage, sampleMessages } from "./sample-messages";
export { type Notice, sendNotice } from "./send-notice";
export {
  recordStatuses,
  type StatusCallbackRefusal,
  type VerifiedCallback,
  verifyStatusCallback,
} from "./status/record-status";
export {
  type CreateSuppression,
  type CreateSuppressionRefusal,
  createSuppression,
} from "./suppressions/create-suppression";
export {
  deleteSuppression,
  findSuppression,
  listSuppressions,
  type SuppressionNotFound,
} from "./suppressions/delete-suppression";
export { type Suppression, type SuppressionFilter, suppressionsOfRecipient } from "./suppressions/repository";
export { tellOwners } from "./tell-owners";
export { type TestOutcome, testOutcomes } from "./test-recipients/reserved-recipients";
export { allowsTestRecipients, type TestRecipient, testRecipientOf } from "./test-recipients/test-recipient";
export { defaultAccent, readableOn } from "./theme";
export { unknownRecipientMessage } from "./unknown-recipient-message";
