import type { Refusal } from "@/lib/result";

export const text = {
  title: "Return URLs",
  description:
    "Where the portal may send a browser back to. Only exact matches count, so nobody can send people elsewhere.",
  url: "New return URL",
  urlHint: "https, or http on localhost. No user name, no fragment, no *.",
  add: "Add",
  tableLabel: "Allowed return URLs",
  remove: "Remove",
  removeTitle: (url: string) => `Remove ${url}?`,
  removeText: "New verifications can no longer name it. Running ones still go back there.",
  keep: "Keep it",
  emptyTitle: "No return URL yet",
  emptyText: "Verifications end on the portal’s own page until you add one.",
};

export function refusalText({ code }: Refusal): string {
  return code === "known" ? "It is in the list already." : "At most 50 return URLs fit.";
}
