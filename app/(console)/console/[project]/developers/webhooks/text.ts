import type { Refusal } from "@/lib/result";

export const text = {
  title: "Webhooks",
  description: "Tell your own systems what happens, with signed requests.",
  tableLabel: "Webhook endpoints",
  endpoint: "Endpoint",
  types: "Gets",
  everything: "Everything",
  countTypes: (count: number) => (count === 1 ? "1 type" : `${count} types`),
  status: "Status",
  created: "Added",
  enabled: "Enabled",
  failing: "Failing",
  disabled: "Disabled",
  emptyTitle: "No webhook endpoints",
  emptyText: "Add the URL of a system that should be told about verifications, messages or users.",
  add: "Add endpoint",
  addTitle: "Add a webhook endpoint",
  addButton: "Add",
  edit: "Edit",
  editTitle: "Edit the endpoint",
  save: "Save",
  url: "URL",
  urlHint: "https, on the public internet.",
  descriptionLabel: "Description",
  descriptionHint: "Optional. For your team.",
  typesLabel: "What it gets",
  typesHint: "Leave all unchecked to get everything.",
  payload: "Payload",
  payloads: { full: "Full: what happened, and the verification", thin: "Thin: IDs only" },
  signature: "Signature",
  signatures: { hmac: "Shared secret (HMAC-SHA-256)", ed25519: "Key pair (Ed25519)" },
  publicKey: "Public key",
  format: "Format",
  formats: {
    standard: "Standard Webhooks",
    kratos: "Ory Kratos web_hook",
    logto: "Logto webhook",
    twilio: "Twilio Verify events",
    transmit: "Transmit Security webhook",
  },
  formatHint: "For consumers of another vendor’s webhooks.",
  secretTitle: "Copy the signing key now",
  secretText: "It isn’t shown again. Your system checks requests with it.",
  secret: "Signing key",
  done: "Done",
  test: "Send test",
  tested: "Test message queued",
  disable: "Disable",
  disabledToast: "Endpoint disabled",
  enable: "Enable",
  enabledToast: "Endpoint enabled",
  rotate: "Rotate key",
  rotateTitle: "Rotate the signing key?",
  rotateText: "Requests are signed with both keys until the old one ends.",
  overlap: "The old key ends",
  overlaps: { "0": "Now", "3600": "In an hour", "86400": "In a day", "604800": "In a week" },
  remove: "Delete",
  removeTitle: "Delete this endpoint?",
  removeText: "Its messages are deleted as well, including those still waiting.",
  replay: "Replay",
  replayTitle: "Replay messages",
  replayText:
    "Sends the period’s messages again, with the same IDs, and any that the endpoint never got. At most 10,000 of each.",
  period: "Period",
  periods: { "1": "Last hour", "24": "Last 24 hours", "168": "Last 7 days", "720": "Last 30 days" },
  onlyFailed: "Only messages that have failed for good",
  replayOne: "Send again",
  replayed: "Message queued",
  details: "Details",
  id: "ID",
  failingSince: "Failing since",
  messages: "Messages",
  messagesLabel: "Messages to this endpoint",
  message: "Message",
  sequence: "No.",
  outcome: "Outcome",
  anyOutcome: "Any outcome",
  attempts: "Attempts",
  next: "Next attempt",
  when: "Created",
  type: "Type",
  anyType: "Any type",
  messageList: {
    emptyTitle: "No messages yet",
    emptyText: "Messages appear here as soon as something happens. You can also send a test.",
    noneTitle: "No results",
    noneText: "No messages match your filters.",
    noneAction: "Clear filters",
  },
  event: "Event",
  verification: "Verification",
  body: "Body",
  noBody: "The body is created at the first attempt.",
  requests: "Requests",
  noRequests: "Nothing has been sent yet.",
  attempt: (number: number) => `Attempt ${number}`,
  duration: (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`),
  arrived: (status: number) => `It responded with ${status}.`,
  response: "Response",
};

export const outcomeLabels = {
  pending: "Waiting",
  delivered: "Delivered",
  failed: "Failed",
  skipped: "Skipped",
};

/** Why an endpoint is disabled. */
export const disabledTexts = {
  operator: "Nothing is sent until you enable it.",
  gone: "It responded with 410 Gone. Nothing is sent until you enable it again.",
  failing: "All attempts failed for three days. Messages wait until you enable it again.",
};

export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case "webhook_url_forbidden":
      return "explanation" in refusal
        ? `This URL can’t be used: ${refusal.explanation}.`
        : "This URL can’t be used.";
    case "webhook_endpoints_exhausted":
      return "This project can’t have more endpoints. Delete one first.";
    case "webhook_endpoint_disabled":
      return "The endpoint is disabled. Enable it first.";
    default:
      return "This no longer exists. Reload the page.";
  }
}
