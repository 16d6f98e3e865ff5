export {
  AttemptList,
  AttemptPath,
  AttemptQuery,
  AttemptResource,
  findAttempt,
  listAttempts,
  SummaryQuery,
  SummaryResource,
  summarizeAttempts,
} from "./attempts/attempt";
export { endpoint, notFound, route } from "./endpoint";
export { webhooks } from "./hooks";
export {
  BucketList,
  BucketResource,
  createBucket,
  deleteBucket,
  findBucket,
  listBuckets,
  toBucketResource,
  updateBucket,
} from "./rate-limits/bucket";
export { loadRateLimit } from "./rate-limits/load-rate-limit";
export {
  createRateLimit,
  deleteRateLimit,
  listRateLimits,
  RateLimitList,
  RateLimitResource,
  toRateLimitResource,
  updateRateLimit,
} from "./rate-limits/rate-limit";
export {
  BucketPath,
  CreateBucketBody,
  CreateRateLimitBody,
  RateLimitPath,
  UpdateBucketBody,
  UpdateRateLimitBody,
} from "./rate-limits/requests";
export { startRefusals } from "./refusals";
export {
  AddSafeNumberBody,
  addSafeNumber,
  findSafeNumber,
  removeSafeNumber,
  SafeNumberPath,
  SafeNumberResource,
} from "./safe-list";
export { CreateServiceBody, ServicePath, UpdateServiceBody } from "./services/requests";
export {
  createService,
  deleteService,
  listServices,
  loadService,
  ServiceList,
  ServiceResource,
  toServiceResource,
  updateService,
} from "./services/service";
export { listTemplates, TemplateList, TemplateQuery } from "./templates";
export { checkVerification } from "./verifications/check-verification";
export { findVisible } from "./verifications/find-verification";
export {
  CheckVerificationBody,
  CreateVerificationBody,
  UpdateVerificationBody,
  VerificationPath,
} from "./verifications/requests";
export { startVerification } from "./verifications/start-verification";
export { updateVerification } from "./verifications/update-verification";
export { CheckResource, loadVerification, VerificationResource } from "./verifications/verification";
export { PageQuery } from "./wire/paging";
