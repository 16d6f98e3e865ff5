import type { Refusal } from "@/lib/result";

export const text = {
  title: "Return URLs",
  description:
    "After a verification, the portal can send people back to these URLs. Only exact matches work, so no one can redirect people elsewhere.",
  url: "New return URL",
  urlHint: "Use https, or http for localhost. User names, fragments and wildcards (*) aren’t allowed.",
  add: "Add URL",
  tableLabel: "Allowed return URLs",
  remove: "Remove",
  removeTitle: (url: string) => `Remove ${url}?`,
  removeText:
    "New verifications can’t use this URL. Verifications that have already started still return to it.",
  emptyTitle: "No return URLs yet",
  emptyText:
    "Add a URL to send people back to your application. Until then, verifications end on the portal’s own page.",
};

export function refusalText({ code }: Refusal): string {
  return code === "duplicate"
    ? "This URL is already on the list."
    : "You can have up to 50 return URLs. Remove one first.";
}
