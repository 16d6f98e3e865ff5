import type { Refusal } from "@/lib/result";

export const text = {
  title: "Messages",
  description: "What was sent to whom, what carried it, and what became of it.",
  inboxTitle: "Messages stay here",
  inboxText: "No provider sends yet: the built-in inbox keeps everything, and nobody outside receives it.",
  inboxAction: "Set up a provider",
  search: "Search messages by recipient",
  searchHint: "Whole address or number",
  outcome: "Outcome",
  anyOutcome: "Any outcome",
  tableLabel: "Messages",
  recipient: "Recipient",
  channel: "Channel",
  what: "What became of it",
  tries: "Tries",
  when: "When",
  emptyTitle: "No message yet",
  emptyText: "Start a verification, and its message appears here.",
  emptyAction: "Try it",
  noneTitle: "Nothing matches",
  noneText: "Messages are found by their whole address or number.",
  noneAction: "Clear the filters",
  id: "Id",
  kind: "Text",
  kinds: { verification: "Verification", test: "Test of a provider" } as Record<string, string>,
  locale: "Language",
  created: "Created",
  finished: "Finished",
  verification: "Verification",
  details: "Details",
  history: "Tries",
  noTries: "Nobody was asked yet.",
  tryNumber: (number: number) => `Try ${number}`,
  took: (milliseconds: number) => `${milliseconds} ms`,
  providerId: "Provider’s id",
  retry: "Retry now",
  retried: "It is on its way again",
  message: "The message, as the recipient saw it",
  messageHidden: "Reading messages needs the role support: they hold codes.",
  html: "HTML",
  text: "Text",
  subject: "Subject",
  to: "To",
  frame: "The message’s HTML",
};

export const outcomeLabels = {
  pending: "On its way",
  accepted: "Accepted",
  undeliverable: "Undeliverable",
  skipped: "Not sent",
};

export const tryLabels = {
  accepted: "Accepted",
  unavailable: "Unavailable",
  refused: "Refused",
  open: "No answer",
};

export function refusalText({ code }: Refusal): string {
  return code === "delivery_not_retryable"
    ? "It cannot be retried: it was accepted, was not to be sent, or is being sent right now."
    : "There is no such message any more.";
}
