export { accountEndpoint, logtoEndpointFor, managementEndpoint, notFound, route } from "./endpoint";
export { no } from "./errors";
export { RequestCodeBody, requestCode, VerifyCodeBody, verifyCode } from "./management/verification-codes";
export { checkCodeRefusals } from "./sending/say-check";
export { sendCodeRefusals } from "./sending/send-code";
