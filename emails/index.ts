export { CustomEmail } from "./custom";
export type { Look } from "./frame";
export { PlainEmail } from "./plain";
export { TestEmail } from "./test-message";
export { VerificationEmail } from "./verification";
