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
  orderTitle: "Order",
  orderText:
    "For each channel, the first enabled provider sends. If it fails, the next one takes over. Drag to reorder, or use the arrows.",
  moveUp: (name: string, channel: string) => `Move ${name} up for ${channel}`,
  moveDown: (name: string, channel: string) => `Move ${name} down for ${channel}`,
  moved: "Order changed",
  paused: "Paused",
  failing: "Failing",
  pausedText: (failures: number) =>
    `Paused after ${failures === 1 ? "a failure" : `${failures} failures in a row`}. The next provider is used meanwhile.`,
  failingText: "The last messages failed. The next one tries it again.",
  callbackUrl: "Status callback URL",
  callbackHint: {
    resend: "In Resend, add this URL as a webhook, and save its signing secret in the provider’s settings.",
    twilio: "Sent to Twilio with every message. You don’t need to set it up.",
  } as Partial<Record<string, string>>,
  callbackLater: {
    resend: "After you add the provider, its card shows the URL of the webhook to create in Resend.",
  } as Partial<Record<string, string>>,
  anyChannel: "First that fits",
  countries: "Countries to send to",
  countriesHint:
    "You pay for these messages, and fraudsters earn money with messages to expensive countries. You can change the list later.",
  suggestedCountries: "Use the suggested countries",
  allCountries: "All countries",
  allCountriesHint: "Set a spend cap first.",
  inboxNote: "Captures messages that no other enabled provider can send.",
  save: "Save changes",
  create: "Add provider",
  test: "Test",
  testTitle: (name: string) => `Test “${name}”`,
  testText: "Sends a test message now and shows the provider’s response.",
  remove: "Delete",
  removeTitle: (name: string) => `Delete provider “${name}”?`,
  removeText:
    "It stops sending messages, and its credentials are deleted. Records of past messages are kept.",
  emptyTitle: "No providers yet",
  emptyText: "Add a provider to send messages.",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "provider_channel_unsupported":
      return "This provider can’t send this kind of message.";
    case "email_invalid":
    case "phone_invalid":
      return "Enter a valid email address, or a phone number with the country code.";
    case "send_blocked":
      return "This project has reached its spend cap or daily volume. See Protection.";
    case "provider_order_invalid":
      return "The providers have changed in the meantime. Reload the page.";
    case "countries_required":
      return "Messages of this provider cost money. Choose the countries to send to.";
    case "provider_config_invalid":
      return "Some settings aren’t valid. Check the fields below.";
    default:
      return "This provider no longer exists. Reload the page.";
  }
}
