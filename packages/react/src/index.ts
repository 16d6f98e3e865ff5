"use client";

export { defaultTexts, type VerificationTexts } from "./texts.js";
export {
  type Recipient,
  type UseVerificationOptions,
  useVerification,
  type VerificationControl,
} from "./use-verification.js";
export { type VerificationFormProps, VerifyEmail, VerifyPhone } from "./verification-form.js";
