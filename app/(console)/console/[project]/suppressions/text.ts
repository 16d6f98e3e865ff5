import type { Refusal } from "@/lib/result";

export const text = {
  title: "Suppressions",
  description:
    "Recipients this project sends nothing to. Bounces, spam complaints and STOP replies are added automatically.",
  search: "Search suppressions",
  searchHint: "Part of an email address or phone number",
  channel: "Channel",
  anyChannel: "Any channel",
  tableLabel: "Suppressions",
  recipient: "Recipient",
  reason: "Reason",
  note: "Note",
  message: "Reported message",
  createdAt: "Added",
  actions: "Actions",
  add: "Add recipient",
  addText: "The project sends it no more messages on this channel, until you remove it here.",
  addButton: "Add",
  to: "Email address or phone number",
  toHint: "Phone numbers need their country code.",
  fitting: "Email, or SMS for phone numbers",
  noteHint: "Optional. For your team.",
  remove: "Remove",
  removeTitle: (recipient: string) => `Send messages to ${recipient} again?`,
  removeText: "It’s removed from the list. If the address still bounces, it’s added again.",
  emptyTitle: "Nothing is suppressed",
  emptyText: "Recipients that can’t or don’t want to receive messages appear here.",
  noneTitle: "No results",
  noneText: "Search for another part of the address or number.",
  noneAction: "Clear filters",
};

export const reasonLabels = {
  bounce: "Can’t receive messages",
  complaint: "Marked a message as spam",
  opt_out: "Opted out",
  manual: "Added by your team",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "email_invalid":
    case "phone_invalid":
      return "Enter a valid email address, or a phone number with the country code.";
    case "channel_not_supported":
      return "This channel doesn’t reach this kind of recipient.";
    case "suppression_exists":
      return "This recipient is already on the list.";
    default:
      return "This entry no longer exists. Reload the page.";
  }
}
