import type { Refusal } from "@/lib/result";

export const text = {
  title: "Providers",
  description:
    "Providers send your messages. The first enabled provider is used; if it fails, the next one takes over.",
  add: (kind: string) => `Add ${kind}`,
  edit: "Edit",
  editTitle: (name: string) => `Edit “${name}”`,
  name: "Name",
  enabled: "Enabled",
  disabled: "Disabled",
  enabledLabel: "Send messages with this provider",
  channels: (channels: string) => `Channels: ${channels}`,
  order: (position: number) => `Priority ${position}`,
  inboxNote: "Captures messages that no other enabled provider can send.",
  save: "Save changes",
  create: "Add provider",
  cancel: "Cancel",
  test: "Test",
  testTitle: (name: string) => `Test “${name}”`,
  testText: "Sends a test message now and shows the provider’s response.",
  to: "To",
  toHint: "An email address, or a phone number with the country code.",
  send: "Send test",
  close: "Close",
  testAccepted: "Message accepted",
  testRefused: "Refused by the provider",
  testUnavailable: "Provider unavailable",
  remove: "Delete",
  removeTitle: (name: string) => `Delete provider “${name}”?`,
  removeText:
    "It stops sending messages, and its credentials are deleted. Records of past messages are kept.",
  emptyTitle: "No providers yet",
  emptyText: "Add a provider to send messages.",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "channel_not_carried":
      return "This provider can’t send this kind of message.";
    case "email_invalid":
    case "phone_invalid":
      return "Enter a valid email address, or a phone number with the country code.";
    case "provider_config_invalid":
      return "Some settings aren’t valid. Check the fields below.";
    default:
      return "This provider no longer exists. Reload the page.";
  }
}
