import type { Refusal } from "@/lib/result";

export const text = {
  title: "Providers",
  description: "What carries messages. The first that is enabled is asked first; the next one if it cannot.",
  add: (kind: string) => `Add ${kind}`,
  edit: "Edit",
  editTitle: (name: string) => `Edit “${name}”`,
  name: "Name",
  enabled: "Enabled",
  disabled: "Disabled",
  enabledLabel: "Carries messages",
  carries: (channels: string) => `Carries ${channels}`,
  order: (place: number) => `Asked ${place === 1 ? "first" : place === 2 ? "second" : `as number ${place}`}`,
  inboxNote: "Takes only what no other enabled provider carries.",
  save: "Save changes",
  create: "Add provider",
  cancel: "Cancel",
  test: "Test",
  testTitle: (name: string) => `Test “${name}”`,
  testText: "Sends a test message now and shows what the provider says.",
  to: "To",
  toHint: "An email address, or a phone number with country code.",
  send: "Send test",
  close: "Close",
  testAccepted: "Accepted",
  testRefused: "Refused",
  testUnavailable: "Not available",
  remove: "Delete",
  removeTitle: (name: string) => `Delete provider “${name}”?`,
  removeText:
    "It carries nothing from now on, and its credentials are deleted. What it carried stays on record.",
  keep: "Keep",
  emptyTitle: "No provider",
  emptyText: "Nothing can be sent. Add one.",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "channel_not_carried":
      return "This provider does not carry that kind of message.";
    case "email_invalid":
    case "phone_invalid":
      return "This is not an address that can receive a message.";
    case "provider_config_invalid":
      return "Something in it is not right.";
    default:
      return "There is no such provider any more.";
  }
}
