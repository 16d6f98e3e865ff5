export { apiDocument } from "./api-document";
export {
  ApiKeyParams,
  ApiKeyQuery,
  CreateApiKeyBody,
  RotateApiKeyBody,
  UpdateApiKeyBody,
} from "./api-key-requests";
export {
  ApiKeyResource,
  NewApiKeyResource,
  toApiKeyResource,
  toNewApiKeyResource,
  withoutSecret,
} from "./api-key-resource";
export { BeginAuthorizationBody, FinishAuthorizationBody } from "./authorization-requests";
export { AuthorizationResource, toAuthorizationResource } from "./authorization-resource";
export {
  ConnectorParams,
  CreateConnectorBody,
  givenConnector,
  UpdateConnectorBody,
} from "./connector-requests";
export {
  ConnectorKindResource,
  ConnectorResource,
  ConnectorTestResource,
  toConnectorKindResource,
  toConnectorResource,
  toConnectorTestResource,
} from "./connector-resource";
export { cronJob } from "./cron";
export { DeliveryParams, DeliveryQuery, RetryDeliveryBody, recipientOf } from "./delivery-requests";
export { DeliveryResource, toDeliveryResource } from "./delivery-resource";
export { endpoint, notFound, route } from "./endpoint";
export { EventParams, EventQuery } from "./event-requests";
export { EventResource, toEventResource } from "./event-resource";
export { EmptyBody, givenInstant, idOf, instant, showId, showInstant, shownId } from "./fields";
export { alive, ready } from "./health";
export { givenIdentifier } from "./identifier-fields";
export { IdentifierBody, IdentifierParams, IdentifierQuery, toAddition } from "./identifier-requests";
export { InboxQuery } from "./inbox-requests";
export { InboxMessageResource, toInboxMessageResource } from "./inbox-resource";
export { installationEndpoint, installationRoute } from "./installation-protocol";
export { LiveEventResource, toServerSentEvent } from "./live-event-resource";
export {
  MessageTemplateParams,
  MessageTemplatePreviewResource,
  MessageTemplateResource,
  MessageTemplateVersionResource,
  PreviewMessageTemplateBody,
  RestoreMessageTemplateBody,
  SaveMessageTemplateBody,
  TestMessageTemplateBody,
  toMessageTemplatePreview,
  toMessageTemplateResource,
  toMessageTemplateVersion,
} from "./message-template-resource";
export {
  ErasureResource,
  givenPerson,
  PersonBody,
  PersonExportResource,
  toErasureResource,
  toPersonExportResource,
} from "./person";
export { PrefixParams, PrefixQuery, PrefixResource, toPrefixResource } from "./prefix-resource";
export { exampleProblem, findProblem } from "./problem-examples";
export { type NativeRefusal, problems } from "./problems";
export {
  CreateProjectBody,
  maxLogoBodyBytes,
  ProjectParams,
  ProjectQuery,
  SetDomainBody,
  SetLogoBody,
  toProjectPatch,
  UpdateProjectBody,
} from "./project-requests";
export {
  DomainCheckResource,
  ProjectResource,
  toDomainCheckResource,
  toProjectResource,
} from "./project-resource";
export { nativeProtocol } from "./protocol";
export {
  CreateProviderBody,
  givenProvider,
  ProviderOrderBody,
  ProviderOrderParams,
  ProviderParams,
  TestProviderBody,
  testRecipient,
  UpdateProviderBody,
} from "./provider-requests";
export {
  ProviderKindResource,
  ProviderResource,
  ProviderTestResource,
  toProviderKindResource,
  toProviderResource,
  toProviderTestResource,
} from "./provider-resource";
export { ReceiptResource, toReceiptResource } from "./receipt-resource";
export { scrape } from "./scrape";
export {
  SocialAccountBody,
  SocialAccountParams,
  SocialAccountQuery,
  toAccount,
} from "./social-account-requests";
export { SocialAccountResource, toSocialAccountResource } from "./social-account-resource";
export {
  PriceResource,
  SpendingResource,
  toPriceResource,
  toSpendingResource,
} from "./spending-resource";
export { StatisticsQuery, StatisticsResource, toStatisticsResource } from "./statistics-resource";
export { receiveStatusCallback } from "./status-callback";
export {
  CreateSuppressionBody,
  SuppressionParams,
  SuppressionQuery,
  SuppressionResource,
  toSuppressionResource,
} from "./suppression-resource";
export { TimelineResource, toTimelineResource } from "./timeline-resource";
export { CreateUserBody, givenUser, UpdateUserBody, UserParams, UserQuery } from "./user-requests";
export { IdentifierResource, toIdentifierResource, toUserResource, UserResource } from "./user-resource";
export {
  givenToken,
  IssueTokenBody,
  toUserTokenResource,
  UserTokenResource,
  withoutToken,
} from "./user-token-resource";
export {
  CheckBody,
  endUserOfBody,
  ReceiptQuery,
  ResendBody,
  StartBody,
  toQuotas,
  VerificationParams,
  VerificationQuery,
  WaitQuery,
} from "./verification-requests";
export {
  ProvenResource,
  toProvenResource,
  toVerificationResource,
  VerificationResource,
} from "./verification-resource";
export { webhookDescriptions } from "./webhook-descriptions";
export { standardFormat } from "./webhook-payload";
export {
  CreateWebhookEndpointBody,
  givenEndpoint,
  ReplayWebhooksBody,
  RotateWebhookSecretBody,
  UpdateWebhookEndpointBody,
  WebhookEndpointParams,
  WebhookEndpointQuery,
  WebhookMessageParams,
  WebhookMessageQuery,
} from "./webhook-requests";
export {
  NewWebhookEndpointResource,
  ReplayedResource,
  toNewWebhookEndpointResource,
  toWebhookEndpointResource,
  toWebhookMessageDetails,
  toWebhookMessageResource,
  WebhookEndpointResource,
  WebhookMessageDetails,
  WebhookMessageResource,
  withoutWebhookSecret,
} from "./webhook-resource";
