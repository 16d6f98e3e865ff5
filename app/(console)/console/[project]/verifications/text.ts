import { never, type Refusal } from "@/lib/result";
import type { Status } from "@/lib/verification";

export const text = {
  title: "Verifications",
  description: "Each effort to prove an address or a number, newest first.",
  search: "Search verifications",
  searchHint: "Address, ver_…, usr_… or your user id",
  status: "Status",
  anyStatus: "Any status",
  channel: "Channel",
  anyChannel: "Any channel",
  purpose: "Purpose",
  anyPurpose: "Any purpose",
  time: "Time",
  anyTime: "Any time",
  tableLabel: "Verifications",
  recipient: "Recipient",
  started: "Started",
  by: "By",
  open: "Not chosen yet",
  emptyTitle: "No verification yet",
  emptyText: "Send one to yourself and watch what happens.",
  emptyAction: "Try it",
  noneTitle: "Nothing matches",
  noneText: "No verification has what you are looking for.",
  noneAction: "Clear the filters",
  user: "User",
  details: "Details",
  id: "Id",
  attempts: "Attempts",
  sends: "Messages",
  of: (used: number, max: number | null) => (max === null ? `${used}` : `${Math.min(used, max)} of ${max}`),
  expires: "Expires",
  expired: "Expired",
  provenBy: "Proven by",
  locale: "Language",
  returnUrl: "Return URL",
  metadata: "Metadata",
  dialect: "Started through",
  requestedFrom: "Asked from",
  decoy: "Decoy",
  decoyText:
    "Nobody here is known by this address, so nothing was sent. To the outside it looks like any other.",
  timeline: "What happened",
  nextStep: "What to do now",
  toMessage: "Message",
  messages: "Messages",
  messagesEmpty: "Nothing was sent.",
  resend: "Resend",
  cancel: "Cancel verification",
  cancelTitle: (recipient: string) => `Cancel the verification of ${recipient}?`,
  cancelText: "Its code and its link stop working at once. This cannot be taken back.",
  keep: "Keep it",
  copyPortal: "Copy portal link",
  resent: "Sent again",
  nobody: "nobody yet",
  social: "Social",
  connector: "Connector",
  account: "Account",
  accountVouched: "Its address is vouched for by the provider.",
  accountNotVouched: "Its address is only what the provider was told.",
  issuer: "Issuer",
  subject: "Subject",
  actor: (who: string) => `by ${who}`,
  actorKey: (name: string) => `API key “${name}”`,
  actorBrowser: "the person’s browser",
  actorUser: "a signed-in user",
  actorFormerKey: "an API key that was deleted",
  actorFormerOperator: "an operator who left the team",
};

export const statusLabels: Record<Status, string> = {
  pending: "Pending",
  verified: "Verified",
  expired: "Expired",
  locked: "Locked",
  canceled: "Canceled",
};

export const channelLabels = { email: "Email", sms: "SMS" };

export const timeLabels = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

/** A "no" to an operator's act, as a sentence. */
export function refusalText(refusal: Refusal & { retryAt?: Date; now?: Date }): string {
  const wait = refusal.retryAt && refusal.now ? waitOf(refusal.retryAt, refusal.now) : "a while";
  switch (refusal.code) {
    case "verification_not_pending":
      return "It is no longer pending, so nothing can be sent.";
    case "nothing_to_resend":
      return "Nothing was sent yet: the person has still to say whom to write to.";
    case "resend_too_soon":
      return `It was sent only just now. It can be sent again in ${wait}.`;
    case "sends_exhausted":
      return "All messages of this verification were used. The person has to start a new one.";
    case "send_limit_reached":
      return `Too many messages went to this recipient. The next may go in ${wait}.`;
    case "channel_not_configured":
      return "No provider carries this channel. Enable one under Providers.";
    case "already_verified":
      return "It was verified meanwhile.";
    default:
      return "It did not work. Load the page again to see how it stands.";
  }
}

function waitOf(then: Date, now: Date): string {
  const seconds = Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 1000));
  if (seconds < 90) return `${seconds} seconds`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}

export const purposeLabel = (purpose: string): string =>
  ({ confirm: "Confirm", authenticate: "Authenticate" })[purpose] ?? purpose;

export function methodLabel(method: "code" | "link" | "social" | "password" | "approval"): string {
  switch (method) {
    case "code":
      return "Code";
    case "link":
      return "Link";
    case "social":
      return "Social account";
    case "password":
      return "Password";
    case "approval":
      return "Approval";
    default:
      return never(method);
  }
}
