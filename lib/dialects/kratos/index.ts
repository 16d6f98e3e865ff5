export { getMessage, listMessages } from "./courier";
export { adminEndpoint, notFound, publicEndpoint, route } from "./endpoint";
export { createBrowserFlow, createNativeFlow } from "./flow/create";
export { getFlowError, refuseUnsafe } from "./flow/errors-page";
export { getFlow } from "./flow/get";
export { type ErrorView, type FlowView, viewError, viewFlow } from "./flow/page";
export { submit } from "./flow/submit";
export {
  deleteIdentity,
  getIdentity,
  patchIdentity,
  postIdentity,
  putIdentity,
} from "./identities/endpoints";
export { listIdentities } from "./identities/list";
export { getSchema, listSchemas } from "./identities/schemas";
export { verificationWebHook } from "./web-hook";
export { version, whoami } from "./whoami-and-version";
