import type { ProtectionRule } from "@/lib/projects";

export { type ProtectionRule, protectionRules } from "@/lib/projects";

/** Rules that only look at what the person entered. Public pages show the reason, because it reveals nothing else. */
export const openRules: ReadonlySet<ProtectionRule> = new Set(["number_type"]);

/** Limits that a project has set itself. They refuse in report mode, too. */
export const ownLimits: ReadonlySet<ProtectionRule> = new Set(["volume_limit", "spend_cap"]);

/** What a rule found about one message. */
export interface Finding {
  rule: ProtectionRule;
  /** What the rule counted or looked up: a prefix, a domain, a channel. Never a whole address or number. */
  key: string;
  /** One sentence for developers and support. */
  explanation: string;
  /** What was compared, such as `{ sent: 120, verified: 1 }`. */
  numbers?: Record<string, number>;
  /** When trying again can help. Null: not by waiting. */
  retryAfterSeconds: number | null;
}
