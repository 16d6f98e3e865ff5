export { CustomEmail } from "./custom";
export type { Theme } from "./frame";
export { PlainEmail } from "./plain";
export { TestEmail } from "./test-message";
export { VerificationEmail } from "./verification";
