import { never, type Refusal } from "@/lib/result";
import type { Status } from "@/lib/verification";

export const text = {
  title: "Verifications",
  description: "Verification attempts by email, phone or social account, newest first.",
  search: "Search verifications",
  searchHint: "Address, ver_…, usr_… or external ID",
  status: "Status",
  channel: "Channel",
  purpose: "Purpose",
  time: "Period",
  anyTime: "Any time",
  tableLabel: "Verifications",
  recipient: "Recipient",
  started: "Started",
  noRecipient: "No recipient yet",
  erased: "Erased person",
  emptyTitle: "No verifications yet",
  emptyText: "Send one to yourself to see how it works.",
  emptyAction: "Try it",
  noneTitle: "No results",
  noneText: "No verifications match your filters.",
  noneAction: "Clear filters",
  user: "User",
  details: "Details",
  id: "ID",
  copyId: (id: string) => `Copy ${id}`,
  attempts: "Attempts",
  sends: "Messages",
  of: (used: number, max: number | null) => (max === null ? `${used}` : `${Math.min(used, max)} of ${max}`),
  expires: "Expires",
  expired: "Expired",
  method: "Method",
  locale: "Language",
  returnUrl: "Return URL",
  metadata: "Metadata",
  dialect: "Dialect",
  requestedFrom: "Requested from",
  decoy: "Decoy",
  decoyText: "No user has this recipient, so nothing was sent. API responses don’t reveal that.",
  provider: "Provider",
  reasonOfFailure: "Why a message failed",
  country: "Countries",
  countryHint: "Codes such as DE, FR",
  metadataHint: "Text, or name=text",
  from: "From",
  to: "To",
  more: "More filters",
  apply: "Apply",
  searchedSome: "Nothing older has been searched yet.",
  searchOn: "Search older verifications",
  saveView: "Save view",
  saveViewText: "The current filters, under a name of your choice.",
  viewName: "Name",
  share: "Share with the team",
  shared: "Team",
  viewDeleted: (name: string) => `View “${name}” deleted`,
  viewRestored: (name: string) => `View “${name}” restored`,
  deleteView: (name: string) => `Delete the view ${name}`,
  tooManyViews: "There are 50 views already. Delete one first.",
  save: "Save",
  keepEditing: "Cancel",
  timeline: "Timeline",
  toMessage: "View message",
  messages: "Messages",
  messagesEmpty: "No messages sent yet.",
  resend: "Resend",
  cancel: "Cancel verification",
  cancelTitle: (recipient: string) => `Cancel the verification of ${recipient}?`,
  cancelText: "Its code and its link stop working immediately. You can’t undo this.",
  keep: "Keep verification",
  copyPortal: "Copy portal link",
  state: "What happened",
  resendOn: {
    email: "Send by email",
    sms: "Send by SMS",
    voice: "Call instead",
    whatsapp: "Send by WhatsApp",
  },
  resendWith: (provider: string) => `Resend through ${provider}`,
  unsuppress: "Remove from suppression list",
  unsuppressTitle: (recipient: string) => `Send messages to ${recipient} again?`,
  unsuppressText:
    "Only do this if the person asks for it. Messages that bounce again hurt your sender’s reputation.",
  unsuppressed: "The recipient can get messages again",
  reopen: (prefix: string) => `Reopen ${prefix}`,
  reopenTitle: (prefix: string) => `Send messages to ${prefix} again?`,
  reopenText: "Protection paused it because it looked like fraud. It’s paused again if that goes on.",
  approve: "Confirm without a code",
  approveTitle: (recipient: string) => `Confirm ${recipient} without a code?`,
  approveText:
    "Do this only if you have identified the person by other means. It counts as verified, and the audit log keeps your reason.",
  reason: "Reason",
  reasonHint: "How you identified the person. Don’t include codes or passwords.",
  asSeen: "Message",
  asSeenText: "As the person saw it, with the code hidden.",
  later: (duration: string) => `+${duration}`,
  laterLabel: (duration: string) => `${duration} later`,
  resent: "The message will be sent again",
  social: "Social account",
  connector: "Connector",
  account: "Account",
  emailVerified: "The provider has verified this email address.",
  emailNotVerified: "The provider hasn’t verified this email address.",
  issuer: "Issuer",
  subject: "Subject",
  actor: (name: string) => `by ${name}`,
  actorKey: (name: string) => `API key “${name}”`,
  actorBrowser: "the person’s browser",
  actorUser: "a signed-in user",
  actorFormerKey: "a deleted API key",
  actorFormerMember: "a former team member",
};

export const statusLabels: Record<Status, string> = {
  pending: "Pending",
  verified: "Verified",
  expired: "Expired",
  locked: "Locked",
  canceled: "Canceled",
};

export const reasonLabels = {
  recipient_rejected: "Recipient rejected",
  message_rejected: "Message rejected",
  credentials_rejected: "Provider’s password rejected",
  connection_not_secure: "Connection not secure",
  no_provider: "No provider",
  expired: "Code expired before it was sent",
  gave_up: "Provider not reached",
  suppressed: "Suppressed",
  spend_cap: "Spend cap",
};

export const channelLabels = { email: "Email", sms: "SMS", voice: "Phone call", whatsapp: "WhatsApp" };

export const timeLabels = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

/** The error text for an action that was refused. */
export function refusalText(refusal: Refusal & { retryAt?: Date; now?: Date }): string {
  const wait = refusal.retryAt && refusal.now ? `in ${waitOf(refusal.retryAt, refusal.now)}` : "later";
  switch (refusal.code) {
    case "verification_not_pending":
      return "This verification is no longer pending, so nothing was sent.";
    case "nothing_to_resend":
      return "There is nothing to resend. The person hasn’t entered an address yet.";
    case "resend_too_soon":
      return `The last message was sent moments ago. Try again ${wait}.`;
    case "sends_exhausted":
      return "This verification has no messages left. The person has to start a new one.";
    case "send_limit_reached":
      return `Too many messages to this recipient. Try again ${wait}.`;
    case "recipient_suppressed":
      return "The recipient is on the suppression list. Remove it there first.";
    case "send_blocked":
      return "A protection rule doesn’t allow this message. See the Protection page.";
    case "provider_not_found":
    case "provider_channel_unsupported":
      return "This provider can’t send the message any more. Reload the page.";
    case "identifier_taken":
      return "Another user has already verified this recipient.";
    case "channel_not_configured":
      return "No provider can send on this channel. Enable one under Providers.";
    case "already_verified":
      return "This verification has already succeeded, so nothing was changed.";
    default:
      return "Something went wrong. Reload the page and try again.";
  }
}

function waitOf(retryAt: Date, now: Date): string {
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000));
  if (seconds === 1) return "1 second";
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
