import type { Refusal } from "@/lib/result";

export const text = {
  title: "Return URLs",
  description:
    "After a verification, the portal can send people back to these URLs. Only exact matches work, so no one can redirect people elsewhere.",
  embedding: "Embedding",
  embeddingText:
    "These sites can show the portal in a frame or a popup with the widget, and learn the outcome in the browser.",
  remove: "Remove",
  removeLabel: (entry: string) => `Remove ${entry}`,
  returnUrls: {
    entry: "New return URL",
    hint: "Use https, http for localhost, or an app’s own scheme with a dot in it, such as com.example.app:/done. User names, fragments and wildcards (*) aren’t allowed.",
    placeholder: "https://app.example.com/verified",
    add: "Add URL",
    listLabel: "Allowed return URLs",
    removed: "Return URL removed",
    restored: "Return URL restored",
    removeText:
      "New verifications can’t use this URL. Verifications that have already started still return to it.",
    emptyTitle: "No return URLs yet",
    emptyText:
      "Add a URL to send people back to your application. Until then, verifications end on the portal’s own page.",
  },
  origins: {
    entry: "New site",
    hint: "Its origin: https and the host, without a path. http works for localhost.",
    placeholder: "https://app.example.com",
    add: "Add site",
    listLabel: "Sites that can embed the portal",
    removed: "Site removed",
    restored: "Site restored",
    removeText: "The site can’t show the portal any more. Pages that are open keep working.",
    emptyTitle: "No sites yet",
    emptyText: "Until you add one, browsers refuse to show the portal inside other pages.",
  },
};

export function refusalText({ code }: Refusal, list: "returnUrls" | "origins"): string {
  const [one, many] = list === "origins" ? ["site", "sites"] : ["URL", "return URLs"];
  return code === "duplicate"
    ? `This ${one} is already on the list.`
    : `You can have up to 50 ${many}. Remove one first.`;
}
