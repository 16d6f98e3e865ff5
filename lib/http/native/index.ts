export { apiDocument } from "./api-document";
export { DeliveryParams, DeliveryQuery, recipientOf } from "./delivery-requests";
export { DeliveryResource, toDeliveryResource } from "./delivery-resource";
export { endpoint, notFound, route } from "./endpoint";
export { givenInstant, idOf, instant, showId, showInstant, shownId } from "./fields";
export { alive, ready } from "./health";
export { InboxQuery } from "./inbox-requests";
export { InboxMessageResource, toInboxMessageResource } from "./inbox-resource";
export { exampleProblem } from "./problem-examples";
export { type NativeRefusal, problems } from "./problems";
export { nativeProtocol } from "./protocol";
export {
  CreateProviderBody,
  givenProvider,
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
export { scrape } from "./scrape";
export {
  CheckBody,
  givenIdentifier,
  ResendBody,
  StartBody,
  toQuotas,
  VerificationParams,
  VerificationQuery,
} from "./verification-requests";
export {
  ProvenResource,
  toProvenResource,
  toVerificationResource,
  VerificationResource,
} from "./verification-resource";
