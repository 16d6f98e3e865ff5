import type { logtoUsageTypes } from "@/lib/projects";

export type UsageType = (typeof logtoUsageTypes)[number];

/** The purpose for our own messages, used if there is no template, and for logs. */
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
