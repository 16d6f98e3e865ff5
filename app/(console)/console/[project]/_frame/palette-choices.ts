import { navigationOf } from "./navigation";
import { words } from "./words";

export interface Choice {
  group: string;
  label: string;
  href: string;
}

const idPages: Record<string, string> = { ver: "verifications", usr: "users", dlv: "messages" };

/** What the palette offers for a text: the thing it names, pages of that name, and searches for it. */
export function choicesFor(text: string, project: string, mayTry: boolean): Choice[] {
  const wanted = text.trim();
  const pages = navigationOf(project, mayTry).flatMap(({ items }) => items);
  const named = pages
    .filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()))
    .map(({ label, href }) => ({ group: words.goTo, label, href }));
  if (!wanted) return named;
  const thing = thingNamed(wanted, project);
  return [...thing, ...named, ...(thing.length ? [] : searchesFor(wanted, project))];
}

function thingNamed(text: string, project: string): Choice[] {
  const prefix = /^([a-z]{3})_[0-9a-z]{26}$/.exec(text)?.[1];
  const page = prefix && idPages[prefix];
  return page
    ? [{ group: words.find, label: words.open(text), href: `/console/${project}/${page}/${text}` }]
    : [];
}

function searchesFor(text: string, project: string): Choice[] {
  const query = `q=${encodeURIComponent(text)}`;
  const found = (label: string, page: string) => ({
    group: words.find,
    label,
    href: `/console/${project}/${page}?${query}`,
  });
  return [
    found(words.findVerification(text), "verifications"),
    found(words.findMessage(text), "messages"),
    found(words.findUser(text), "users"),
  ];
}
