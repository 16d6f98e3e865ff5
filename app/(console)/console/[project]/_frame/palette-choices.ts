import { navigationOf } from "./navigation";
import { text } from "./text";

export interface Choice {
  group: string;
  label: string;
  href: string;
}

const idPages: Record<string, string> = { ver: "verifications", usr: "users", dlv: "messages" };

/** What the palette offers for a text: the thing it names, pages of that name, and searches for it. */
export function choicesFor(typed: string, project: string, mayTry: boolean): Choice[] {
  const wanted = typed.trim();
  const pages = navigationOf(project, mayTry).flatMap(({ items }) => items);
  const named = pages
    .filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()))
    .map(({ label, href }) => ({ group: text.goTo, label, href }));
  if (!wanted) return named;
  const thing = thingNamed(wanted, project);
  return [...thing, ...named, ...(thing.length ? [] : searchesFor(wanted, project))];
}

function thingNamed(typed: string, project: string): Choice[] {
  const prefix = /^([a-z]{3})_[0-9a-z]{26}$/.exec(typed)?.[1];
  const page = prefix && idPages[prefix];
  return page
    ? [{ group: text.find, label: text.open(typed), href: `/console/${project}/${page}/${typed}` }]
    : [];
}

function searchesFor(typed: string, project: string): Choice[] {
  const query = `q=${encodeURIComponent(typed)}`;
  const found = (label: string, page: string) => ({
    group: text.find,
    label,
    href: `/console/${project}/${page}?${query}`,
  });
  return [
    found(text.findVerification(typed), "verifications"),
    found(text.findMessage(typed), "messages"),
    found(text.findUser(typed), "users"),
  ];
}
