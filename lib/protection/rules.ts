/** Why a message is refused, apart from limits. The codes are public: API, events and console show them. */
export const protectionRules = [
  "number_type",
  "country_paused",
  "prefix_paused",
  "prefix_velocity",
  "sequential_numbers",
  "spend_cap",
  "volume_limit",
  "disposable_domain",
  "role_address",
  "domain_without_mail",
  "test_recipient",
] as const;
export type ProtectionRule = (typeof protectionRules)[number];

/** Rules that only look at what the person entered. Public pages say what they object to, because it reveals nothing else. */
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
