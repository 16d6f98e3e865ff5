export { apiDocument } from "./api-document";
export { endpoint, notFound, route } from "./endpoint";
export { givenInstant, idOf, instant, showId, showInstant, shownId } from "./fields";
export { exampleProblem } from "./problem-examples";
export { type NativeRefusal, problems } from "./problems";
export { nativeProtocol } from "./protocol";
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
