import type { Channel } from "@/lib/projects";
import type { Dimension } from "@/lib/statistics";
import { channelLabels } from "../verifications/text";

export const text = {
  title: "Overview",
  periods: { day: "24 hours", week: "7 days", month: "30 days", quarter: "90 days" },
  period: "Period",
  started: "Started",
  sent: "Sent",
  delivered: "Delivered",
  answered: "Answered",
  verified: "Verified",
  verifyMedian: "Median time to verify",
  verifyP95: "95% verify within",
  sendMedian: "Median time to send",
  sendP95: "95% are sent within",
  cost: "Estimated cost",
  noMedian: "–",
  noComparison: "No earlier data",
  change: (share: number) =>
    share === 0
      ? "Same as before"
      : `${share > 0 ? "+" : "−"}${Math.abs(Math.round(share * 100))}% from the period before`,
  activity: "Verifications over time",
  activityText: {
    hour: "By the hour in which they started, in UTC. Updated every minute.",
    day: "By the day on which they started, in UTC. Updated every minute.",
  },
  axis: "Time (UTC)",
  soFar: (interval: string) => `${interval}, so far`,
  showTable: "Show as a table",
  breakdown: "Breakdown",
  breakdownText:
    "Select a row to see only its verifications. Costs are estimated with the prices in Protection.",
  breakdownBy: "Break down by",
  conversionRate: "Conversion",
  dimensions: {
    channel: "Channel",
    country: "Country",
    provider: "Provider",
    purpose: "Purpose",
    dialect: "API",
    locale: "Language",
  },
  filters: "Filters",
  removeFilter: "(remove filter)",
  more: (count: number) => `${count} more are not shown.`,
  refusals: "Refusals and errors",
  refusalsText: "What was refused or failed, and why.",
  noRefusals: "Nothing was refused in this period.",
  otherReasons: "Other reasons",
  noVerifications: "No verifications in this period.",
  attention: "Needs attention",
  allClear: "Nothing needs your attention.",
  undeliverable: (count: number) =>
    count === 1
      ? "1 message couldn’t be delivered in the last 24 hours"
      : `${count}${count >= 20 ? " or more" : ""} messages couldn’t be delivered in the last 24 hours`,
  undeliverableAction: "View undeliverable messages",
  backlog: (minutes: number) =>
    `Messages have been pending for ${minutes} ${minutes === 1 ? "minute" : "minutes"}`,
  backlogText: "Either no server is sending them, or a provider keeps returning temporary errors.",
  backlogAction: "View pending messages",
  inboxOnly: "Messages stay in the built-in inbox",
  inboxOnlyText: "They don’t reach real recipients yet.",
  inboxOnlyAction: "Add a provider",
  welcome: "Verify an email address",
  welcomeText: "This project has no verifications yet. Create one with two API calls:",
  welcomeSend: "1 · Send a code",
  welcomeCheck: "2 · Check the code",
  welcomeInbox: "Until you add a provider, messages stay in the built-in inbox.",
  toInbox: "View messages",
  toTry: "Try it in the console",
  toKeys: "Create an API key",
};

const countries = new Intl.DisplayNames("en", { type: "region" });
const languages = new Intl.DisplayNames("en", { type: "language" });

const unknown: Record<Dimension, string> = {
  channel: "Not chosen yet",
  country: "Email or unknown",
  provider: "Not sent",
  purpose: "Unknown",
  dialect: "Unknown",
  locale: "Unknown",
};

/** A value of a dimension as people know it: "Germany", "Text message". */
export function valueLabel(dimension: Dimension, value: string): string {
  if (value === "") return unknown[dimension];
  switch (dimension) {
    case "channel":
      return channelLabels[value as Channel] ?? value;
    case "country":
      return named(countries, value);
    case "locale":
      return named(languages, value);
    default:
      return value;
  }
}

/** The URL can contain anything, and these throw on what is no code. */
function named(names: Intl.DisplayNames, value: string): string {
  try {
    return names.of(value) ?? value;
  } catch {
    return value;
  }
}

const kinds: Record<string, string> = {
  limit: "Limit",
  rule: "Rule",
  code: "Code",
  message: "Message",
};

const commonReasons: Record<string, string> = {
  "limit/recipient": "Too many messages to one recipient",
  "limit/family": "Too many messages to one mailbox",
  "limit/address": "Too many messages from one IP address",
  "limit/network": "Too many messages from one network",
  "limit/device": "Too many messages from one device",
  "limit/caller": "Too many messages for one of your own keys",
  "limit/guesses": "Too many wrong codes from one place",
  "code/code_mismatch": "Wrong code",
  "code/code_expired": "Expired code",
  "code/attempts_exhausted": "No attempts left",
  "code/guess_budget_exhausted": "Too many wrong codes for one recipient",
  "rule/prefix_paused": "Paused prefix",
  "rule/sequential_numbers": "Sequential phone numbers",
  "rule/prefix_velocity": "Too many messages to one prefix",
  "rule/number_type": "Kind of phone number",
  "rule/spend_cap": "Spend cap",
  "rule/volume_limit": "Daily volume",
  "rule/domain_without_mail": "Email domain without mail",
  "rule/disposable_domain": "Disposable email domain",
  "rule/role_address": "Role address",
  "message/recipient_rejected": "Provider rejected the recipient",
  "message/expired": "Message expired before it was sent",
  "message/gave_up": "No provider could be reached",
  "message/no_provider": "No provider",
};

/** A reason as words. One without a sentence of its own, such as `rule/new_rule`, is "Rule: new rule". */
export function reasonLabel(reason: string): string {
  const [kind = "", name = ""] = reason.split("/");
  return commonReasons[reason] ?? `${kinds[kind] ?? kind}: ${name.replaceAll("_", " ")}`;
}

const dollars = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });

export const formatDollars = (amount: number): string => dollars.format(amount);

/** A duration in the unit that fits: "250 ms", "48 s", "2 min 5 s". */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  const whole = Math.round(seconds);
  if (whole < 100) return `${whole} s`;
  if (whole < 6000) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
