/** What a code is for, in the vendor's words: templates are chosen by it. */
export const usageTypes = [
  "SignIn",
  "Register",
  "ForgotPassword",
  "OrganizationInvitation",
  "Generic",
  "UserPermissionValidation",
  "BindNewIdentifier",
  "MfaVerification",
  "BindMfa",
] as const;
export type UsageType = (typeof usageTypes)[number];

/** What our own messages and logs call it, where no template of the vendor's says anything else. */
export function purposeOf(usage: UsageType): "authenticate" | "confirm" {
  return usage === "SignIn" || usage === "ForgotPassword" || usage === "MfaVerification"
    ? "authenticate"
    : "confirm";
}

/** Variables of templates besides the code: `{{application.name}}`, `{{user.name}}`. Missing ones are left unchanged. */
export interface Payload {
  locale?: string;
  uiLocales?: string;
  application?: Record<string, unknown>;
  organization?: Record<string, unknown>;
  user?: Record<string, unknown>;
}
