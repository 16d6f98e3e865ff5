export { isPublicAddress } from "./addresses";
export { publicLookup, refusePrivateLiteral, resolver } from "./guarded-lookup";
export { OutboundError } from "./outbound-error";
export { retryAfterOf } from "./retry-after";
export { type Exceptions, isLoopback, isTrusted, whyForbidden } from "./trust";
