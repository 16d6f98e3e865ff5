import type { ConsoleTexts } from "@/lib/i18n";
import type { Translator } from "../../../_text/translator";
import { navigationOf } from "./navigation";
import type { ProjectChoice } from "./project-switcher";

export interface PaletteOption {
  group: string;
  label: string;
  detail?: string;
  /** Where it leads, or what it does. */
  to: string | Command;
}

export type Command = "light" | "dark" | "system" | "sign-out" | "sign-out-everywhere";

/** A person or verification that the server has found. */
export interface FoundRecord {
  page: "users" | "verifications";
  id: string;
  label: string;
  detail: string;
}

/** What the operator's role allows, of what the palette offers. */
export interface PaletteRights {
  mayTry: boolean;
  maySuppress: boolean;
  mayWriteKeys: boolean;
  mayWriteTeam: boolean;
}

export interface PaletteInput extends PaletteRights {
  project: string;
  projects: ProjectChoice[];
}

const idPages: Record<string, string> = { ver: "verifications", usr: "users", dlv: "messages" };

/**
 * The options for a query: the record with that ID, pages and sections with that name, what the server has found, what can be
 * done, and searches. Without a query, everything that can be chosen.
 */
export function paletteOptions(
  typed: string,
  found: FoundRecord[],
  input: PaletteInput,
  t: Translator,
): PaletteOption[] {
  const query = typed.trim().toLowerCase();
  const named = [...pagesOf(input, t), ...thingsToDo(input, t), ...otherProjects(input, t)];
  if (!query) return named.filter(({ isSection }) => !isSection);
  const words = query.split(/\s+/);
  const matching = named.filter(({ label, keywords = "" }) => {
    const text = `${label} ${keywords}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const withId = recordWithId(typed.trim(), input.project, t);
  const records = withId.length > 0 ? withId : found.map((record) => optionOf(record, input.project, t));
  const searches = withId.length > 0 ? [] : searchesFor(typed.trim(), input.project, t);
  return [...matching, ...records, ...searches];
}

interface NamedOption extends PaletteOption {
  /** Further words it is found by. */
  keywords?: string;
  /** Found by its name only, because the page it is part of is an option, too. */
  isSection?: boolean;
}

function pagesOf({ project, mayTry }: PaletteInput, t: Translator): NamedOption[] {
  const pages = navigationOf(project, mayTry, t).flatMap(({ items }) => items);
  const page = (name: Keyword, path: string) => ({
    group: t("frame.goTo"),
    label: t(`frame.pages.${name}`),
    to: `/console/${project}${path}`,
    keywords: t(`frame.keywords.${name}`),
  });
  const section = (name: Keyword, path: string) => ({ ...page(name, path), isSection: true });
  return [
    ...pages.map(({ name, label, href }) => ({
      group: t("frame.goTo"),
      label,
      to: href,
      keywords: t.find(`frame.keywords.${name}`),
    })),
    page("profile", "/account"),
    page("allProjects", "/projects"),
    section("branding", "/settings#branding"),
    section("domain", "/settings#domain"),
    section("secondFactor", "/account#second-factor"),
    section("sessions", "/account#sessions"),
    ...(mayTry
      ? [section("retention", "/settings/privacy#retention"), section("person", "/settings/privacy#person")]
      : []),
  ];
}

type Keyword = keyof ConsoleTexts<"frame.keywords"> & keyof ConsoleTexts<"frame.pages">;

function thingsToDo({ project, ...rights }: PaletteInput, t: Translator): NamedOption[] {
  const at = (path: string) => `/console/${project}${path}`;
  const option = (label: string, to: string, isAllowed = true) =>
    isAllowed ? [{ group: t("frame.do"), label, to }] : [];
  return [
    ...option(t("frame.startTest"), at("/developers/try-it"), rights.mayTry),
    ...option(t("frame.createUser"), at("/users?open=new"), rights.mayTry),
    ...option(t("frame.suppress"), at("/suppressions?open=new"), rights.maySuppress),
    ...option(t("frame.createKey"), at("/developers/api-keys?open=new"), rights.mayWriteKeys),
    ...option(t("frame.addEndpoint"), at("/developers/webhooks?open=new"), rights.mayWriteKeys),
    ...option(t("frame.invite"), at("/settings/team?open=new"), rights.mayWriteTeam),
    ...option(t("frame.themes.light"), "light"),
    ...option(t("frame.themes.dark"), "dark"),
    ...option(t("frame.themes.system"), "system"),
    ...option(t("frame.signOut"), "sign-out"),
    ...option(t("frame.signOutEverywhere"), "sign-out-everywhere"),
  ];
}

function otherProjects({ project, projects }: PaletteInput, t: Translator): NamedOption[] {
  return projects
    .filter(({ id }) => id !== project)
    .map(({ id, name, environment }) => ({
      group: t("frame.switchTo"),
      label: name,
      detail: t(`frame.environments.${environment}`),
      to: `/console/${id}`,
      keywords: t("frame.keywords.switchTo"),
    }));
}

function recordWithId(id: string, project: string, t: Translator): PaletteOption[] {
  const prefix = /^([a-z]{3})_[0-9a-z]{26}$/.exec(id)?.[1];
  const page = prefix && idPages[prefix];
  return page
    ? [{ group: t("frame.find"), label: t("frame.open", { id }), to: `/console/${project}/${page}/${id}` }]
    : [];
}

function optionOf({ page, id, label, detail }: FoundRecord, project: string, t: Translator): PaletteOption {
  return { group: t(`frame.pages.${page}`), label, detail, to: `/console/${project}/${page}/${id}` };
}

function searchesFor(typed: string, project: string, t: Translator): PaletteOption[] {
  const query = `q=${encodeURIComponent(typed)}`;
  const search = (label: string, page: string) => ({
    group: t("frame.find"),
    label,
    to: `/console/${project}/${page}?${query}`,
  });
  return [
    search(t("frame.findVerification", { text: typed }), "verifications"),
    search(t("frame.findMessage", { text: typed }), "messages"),
    search(t("frame.findUser", { text: typed }), "users"),
  ];
}
