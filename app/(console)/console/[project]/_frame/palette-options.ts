import { navigationOf } from "./navigation";
import type { ProjectChoice } from "./project-switcher";
import { text } from "./text";

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
export function paletteOptions(typed: string, found: FoundRecord[], input: PaletteInput): PaletteOption[] {
  const query = typed.trim().toLowerCase();
  const named = [...pagesOf(input), ...thingsToDo(input), ...otherProjects(input)];
  if (!query) return named.filter(({ isSection }) => !isSection);
  const words = query.split(/\s+/);
  const matching = named.filter(({ label, keywords = "" }) => {
    const text = `${label} ${keywords}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const withId = recordWithId(typed.trim(), input.project);
  const records = withId.length > 0 ? withId : found.map((record) => optionOf(record, input.project));
  const searches = withId.length > 0 ? [] : searchesFor(typed.trim(), input.project);
  return [...matching, ...records, ...searches];
}

interface NamedOption extends PaletteOption {
  /** Further words it is found by. */
  keywords?: string;
  /** Found by its name only, because the page it is part of is an option, too. */
  isSection?: boolean;
}

function pagesOf({ project, mayTry }: PaletteInput): NamedOption[] {
  const at = (path: string) => `/console/${project}${path}`;
  const pages = navigationOf(project, mayTry).flatMap(({ items }) => items);
  const section = (label: string, path: string, keywords: string) => ({
    group: text.goTo,
    label,
    to: at(path),
    keywords,
    isSection: true,
  });
  return [
    ...pages.map(({ label, href }) => ({ group: text.goTo, label, to: href, keywords: keywordsOf[label] })),
    { group: text.goTo, label: text.profile, to: at("/account"), keywords: "profile password me" },
    { group: text.goTo, label: text.allProjects, to: at("/projects"), keywords: "archive installation" },
    section(text.branding, "/settings#branding", "logo color accent theme"),
    section(text.domain, "/settings#domain", "host dns"),
    section(text.secondFactor, "/account#second-factor", "passkey totp 2fa mfa recovery"),
    section(text.sessions, "/account#sessions", "devices browsers"),
    ...(mayTry
      ? [
          section(text.retention, "/settings/privacy#retention", "days delete keep"),
          section(text.person, "/settings/privacy#person", "gdpr erase delete export"),
        ]
      : []),
  ];
}

const keywordsOf: Record<string, string> = {
  [text.overview]: "home charts statistics",
  [text.messages]: "deliveries inbox email sms",
  [text.protection]: "fraud limits spend cap countries bots test recipients",
  [text.suppressions]: "bounces blocked unsubscribe",
  [text.users]: "people",
  [text.webhooks]: "events endpoints",
  [text.dialects]: "twilio kratos logto corbado transmit",
  [text.returnUrls]: "redirect embedding origins",
  [text.general]: "name language settings",
  [text.policies]: "code length lifetime attempts",
  [text.providers]: "smtp twilio resend vonage sms email",
  [text.connectors]: "google github oidc social",
  [text.team]: "members operators roles",
};

function thingsToDo({ project, ...rights }: PaletteInput): NamedOption[] {
  const at = (path: string) => `/console/${project}${path}`;
  const option = (label: string, to: string, isAllowed = true) =>
    isAllowed ? [{ group: text.do, label, to }] : [];
  return [
    ...option(text.startTest, at("/developers/try-it"), rights.mayTry),
    ...option(text.createUser, at("/users?open=new"), rights.mayTry),
    ...option(text.suppress, at("/suppressions?open=new"), rights.maySuppress),
    ...option(text.createKey, at("/developers/api-keys?open=new"), rights.mayWriteKeys),
    ...option(text.addEndpoint, at("/developers/webhooks?open=new"), rights.mayWriteKeys),
    ...option(text.invite, at("/settings/team?open=new"), rights.mayWriteTeam),
    ...option(text.themes.light, "light"),
    ...option(text.themes.dark, "dark"),
    ...option(text.themes.system, "system"),
    ...option(text.signOut, "sign-out"),
    ...option(text.signOutEverywhere, "sign-out-everywhere"),
  ];
}

function otherProjects({ project, projects }: PaletteInput): NamedOption[] {
  return projects
    .filter(({ id }) => id !== project)
    .map(({ id, name, environment }) => ({
      group: text.switchTo,
      label: name,
      detail: text.environments[environment],
      to: `/console/${id}`,
      keywords: "switch project",
    }));
}

function recordWithId(id: string, project: string): PaletteOption[] {
  const prefix = /^([a-z]{3})_[0-9a-z]{26}$/.exec(id)?.[1];
  const page = prefix && idPages[prefix];
  return page ? [{ group: text.find, label: text.open(id), to: `/console/${project}/${page}/${id}` }] : [];
}

function optionOf({ page, id, label, detail }: FoundRecord, project: string): PaletteOption {
  return { group: text[page], label, detail, to: `/console/${project}/${page}/${id}` };
}

function searchesFor(typed: string, project: string): PaletteOption[] {
  const query = `q=${encodeURIComponent(typed)}`;
  const search = (label: string, page: string) => ({
    group: text.find,
    label,
    to: `/console/${project}/${page}?${query}`,
  });
  return [
    search(text.findVerification(typed), "verifications"),
    search(text.findMessage(typed), "messages"),
    search(text.findUser(typed), "users"),
  ];
}
