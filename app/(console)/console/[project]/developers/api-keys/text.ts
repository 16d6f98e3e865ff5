import type { Scope } from "@/lib/access";
import type { Refusal } from "@/lib/result";

export const text = {
  title: "API keys",
  description: "What your backends present. A key is shown once, when it is made.",
  reference: "API reference",
  create: "New key",
  createTitle: "New API key",
  name: "Name",
  nameHint: "Where it is used, so that you know what stops working without it.",
  scopes: "What it may do",
  end: "End",
  ends: { none: "Never", d30: "In 30 days", d90: "In 90 days", d365: "In a year" },
  dialect: "Client",
  dialectHint:
    "Vendors disagree about their token endpoint. Leave it open unless a vendor's client uses this key.",
  dialects: {
    none: "Any",
    corbado: "Corbado",
    kratos: "Ory Kratos",
    logto: "Logto",
    transmit: "Transmit Security",
  },
  dialectOf: (name: string) => `for ${name}`,
  createButton: "Create key",
  cancel: "Cancel",
  done: "Done",
  secretTitle: "Your new key",
  secretText: "Copy it now. It is kept nowhere, so nobody can show it to you again.",
  secret: "API key",
  tableLabel: "API keys",
  key: "Key",
  lastUsed: "Last used",
  never: "Never",
  ended: "Ended",
  endsAt: "Ends",
  created: "Created",
  actions: "Actions",
  rotate: "Rotate…",
  rotateTitle: (name: string) => `Rotate “${name}”`,
  rotateText: "Makes a new key with the same name and scopes. The old one goes on working for a while.",
  overlap: "The old key works for",
  overlaps: { "0": "No longer: end it now", "3600": "1 hour", "86400": "1 day", "604800": "7 days" },
  rotateButton: "Make the new key",
  revoke: "Revoke…",
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeText: (prefix: string) =>
    `csk_${prefix}_… stops working at once here, and within five seconds everywhere. This cannot be taken back.`,
  revokeButton: "Revoke key",
  emptyTitle: "No API key yet",
  emptyText: "Your backend needs one for every call.",
};

export const scopeLabels: Record<Scope, string> = {
  "verifications:read": "Read verifications and their timelines",
  "verifications:write": "Start, answer, resend and cancel verifications",
  "users:read": "Read users",
  "users:write": "Create, change and delete users",
  "settings:read": "Read settings, keys, providers and events",
  "settings:write": "Change settings, keys and providers",
  "inbox:read": "Read the built-in inbox, codes included",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "api_key_not_found":
      return "There is no such key any more.";
    case "expiry_in_past":
      return "The end lies in the past.";
    default:
      return "It did not work. Load the page again to see how it stands.";
  }
}
