import { navigationOf } from "./navigation";
import { text } from "./text";

export interface PaletteOption {
  group: string;
  label: string;
  href: string;
}

const idPages: Record<string, string> = { ver: "verifications", usr: "users", dlv: "messages" };

/** The options for a query: the record with that ID, pages with that name, and searches. */
export function paletteOptions(typed: string, project: string, mayTry: boolean): PaletteOption[] {
  const query = typed.trim();
  const pages = navigationOf(project, mayTry).flatMap(({ items }) => items);
  const namedPages = pages
    .filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()))
    .map(({ label, href }) => ({ group: text.goTo, label, href }));
  if (!query) return namedPages;
  const records = recordWithId(query, project);
  return [...records, ...namedPages, ...(records.length ? [] : searchesFor(query, project))];
}

function recordWithId(id: string, project: string): PaletteOption[] {
  const prefix = /^([a-z]{3})_[0-9a-z]{26}$/.exec(id)?.[1];
  const page = prefix && idPages[prefix];
  return page ? [{ group: text.find, label: text.open(id), href: `/console/${project}/${page}/${id}` }] : [];
}

function searchesFor(typed: string, project: string): PaletteOption[] {
  const query = `q=${encodeURIComponent(typed)}`;
  const search = (label: string, page: string) => ({
    group: text.find,
    label,
    href: `/console/${project}/${page}?${query}`,
  });
  return [
    search(text.findVerification(typed), "verifications"),
    search(text.findMessage(typed), "messages"),
    search(text.findUser(typed), "users"),
  ];
}
