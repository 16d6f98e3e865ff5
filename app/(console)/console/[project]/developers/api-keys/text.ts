import type { ProjectScope } from "@/lib/access";
import type { Refusal } from "@/lib/result";

export const text = {
  title: "API keys",
  description: "Your backend authenticates with an API key. A key is shown once, when you create it.",
  reference: "API reference",
  create: "Create key",
  createTitle: "Create an API key",
  name: "Name",
  nameHint: "Say where the key is used, so you know what stops working if you revoke it.",
  scopes: "Permissions",
  noScope: "Choose at least one permission.",
  expiration: "Expiration",
  expirations: { none: "Never", d30: "In 30 days", d90: "In 90 days", d365: "In a year" },
  allowedIps: "Allowed addresses",
  allowedIpsHint:
    "Addresses or ranges such as 203.0.113.0/24, one per line. If empty, the key works from anywhere.",
  allowedFrom: (ranges: string[]) => `only from ${ranges.join(", ")}`,
  dialect: "Dialect",
  dialectHint: "Token endpoints differ between vendors. Keep “Any” unless a vendor’s client uses this key.",
  dialects: {
    none: "Any",
    corbado: "Corbado",
    kratos: "Ory Kratos",
    logto: "Logto",
    transmit: "Transmit Security",
    twilio: "Twilio Verify",
  },
  dialectOf: (name: string) => `${name} dialect`,
  createButton: "Create key",
  done: "Done",
  secretTitle: "API key created",
  secretText: "Copy it now. You won’t be able to see it again.",
  secret: "API key",
  tableLabel: "API keys",
  key: "Key",
  lastUsed: "Last used",
  never: "Never",
  expired: "Expired",
  expiresAt: "Expires",
  created: "Created",
  actions: "Actions",
  rotate: "Rotate",
  rotateTitle: (name: string) => `Rotate “${name}”`,
  rotateText: "Creates a new key with the same name and permissions. The old key keeps working for a while.",
  overlap: "The old key expires",
  overlaps: { "0": "Immediately", "3600": "In 1 hour", "86400": "In 1 day", "604800": "In 7 days" },
  rotateButton: "Rotate key",
  revoke: "Revoke",
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeText: (prefix: string) =>
    `csk_${prefix}_… stops working within five seconds on every server. You can’t undo this.`,
  revokeButton: "Revoke key",
  edit: "Edit",
  editTitle: (name: string) => `Edit “${name}”`,
  save: "Save changes",
  details: "Details",
  anywhere: "Any",
  showTable: "Show as a table",
  usage: "Requests by day",
  usageText: "The last 30 days, in UTC. Every request is counted.",
  day: "Day",
  succeeded: "Successful",
  refused: "Refused (4xx)",
  failed: "Failed (5xx)",
  requests: "Latest requests",
  requestsText:
    "A sample from the last seven days: at most the first five requests in each second and process. Bodies show only the names of their members.",
  noRequests: "No requests in the last seven days.",
  request: "Request",
  status: "Status",
  duration: "Duration",
  milliseconds: (ms: number) => `${ms} ms`,
  requestId: "Request ID",
  when: "When",
  emptyTitle: "No API keys yet",
  emptyText: "Your backend needs a key to call the API. Create the first one.",
};

export const scopeLabels: Record<ProjectScope, string> = {
  "verifications:read": "Read verifications and their timelines",
  "verifications:write": "Start, check, resend and cancel verifications",
  "users:read": "Read users",
  "users:write": "Create, update and delete users",
  "settings:read": "Read settings, API keys, providers and events",
  "settings:write": "Update settings, API keys and providers",
  "webhooks:read": "View webhook endpoints and their messages",
  "webhooks:write": "Update webhook endpoints and replay messages",
  "inbox:read": "Read the built-in inbox, including codes",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "api_key_not_found":
      return "This key no longer exists. Reload the page.";
    case "expiry_in_past":
      return "Choose an expiration in the future.";
    default:
      return "Something went wrong. Reload the page and try again.";
  }
}
