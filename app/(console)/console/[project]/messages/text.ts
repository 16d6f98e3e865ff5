import type { Refusal } from "@/lib/result";

export const text = {
  title: "Messages",
  description: "Every message with its recipient and delivery status.",
  inboxTitle: "Messages stay in the built-in inbox",
  inboxText: "They don’t reach real recipients yet.",
  inboxAction: "Add a provider",
  search: "Search messages by recipient",
  searchHint: "Full email address or phone number",
  outcome: "Status",
  anyOutcome: "Any status",
  anyStatus: "Any report",
  anyChannel: "Any channel",
  provider: "Provider",
  anyProvider: "Any provider",
  tableLabel: "Messages",
  recipient: "Recipient",
  channel: "Channel",
  explanation: "Details",
  createdAt: "Created",
  emptyTitle: "No messages yet",
  emptyText: "Start a verification to send the first message.",
  emptyAction: "Try it",
  noneTitle: "No results",
  noneText: "Search for a full email address or phone number, or choose other filters.",
  noneAction: "Clear filters",
  id: "ID",
  kind: "Type",
  kinds: { verification: "Verification", test: "Provider test" } as Record<string, string>,
  locale: "Language",
  finished: "Finished",
  verification: "Verification",
  details: "Details",
  tries: "Delivery attempts",
  noTries: "No delivery attempts yet.",
  tryNumber: (number: number) => `Attempt ${number}`,
  duration: (milliseconds: number) => `${milliseconds} ms`,
  providerId: "Provider’s message ID",
  retry: "Retry now",
  retryWith: (provider: string) => `Send through ${provider}`,
  cancel: "Cancel",
  canceled: "The message won’t be sent",
  status: "Reported status",
  noStatus: "Nothing reported",
  trigger: "Sent because",
  triggers: {
    request: "It was requested",
    timer: "Fallback after a time",
    failure: "Fallback on failure",
  },
  backsUp: "Fallback for",
  retried: "Another delivery attempt is queued",
  preview: "Message preview",
  previewHidden: "You need the support role to read messages, because they contain codes.",
  html: "HTML",
  text: "Text",
  subject: "Subject",
  to: "To",
  frame: "HTML version of the message",
};

export const outcomeLabels = {
  pending: "Pending",
  accepted: "Accepted",
  undeliverable: "Undeliverable",
  skipped: "Not sent",
};

export const statusLabels = {
  sent: "Sent",
  delivered: "Delivered",
  failed: "Not delivered",
  bounced: "Bounced",
  complained: "Marked as spam",
};

export const tryLabels = {
  accepted: "Accepted",
  unavailable: "Unavailable",
  refused: "Refused",
  open: "No response",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "delivery_not_retryable":
      return "This message can’t be retried. It was accepted, skipped on purpose, or is being sent right now.";
    case "delivery_not_cancelable":
      return "This message can’t be canceled. It is already finished, or being sent right now.";
    case "provider_not_found":
    case "provider_channel_unsupported":
      return "This provider can’t send the message any more. Reload the page.";
    default:
      return "This message no longer exists. Reload the page.";
  }
}
