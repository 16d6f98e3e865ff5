import {
  ArrowLeftRight,
  Ban,
  BookOpen,
  Columns2,
  EyeOff,
  Fingerprint,
  FlaskConical,
  Inbox,
  KeyRound,
  Languages,
  LayoutDashboard,
  type LucideIcon,
  MessageSquareText,
  Plug,
  Scale,
  ScrollText,
  Settings,
  Shield,
  ShieldCheck,
  Users,
  UsersRound,
  Webhook,
} from "lucide-react";
import type { Translator } from "../../../_text/translator";

export interface NavigationItem {
  name: PageName;
  label: string;
  href: string;
  icon: LucideIcon;
}

/** Of a text in `frame`. */
type PageName = keyof typeof icons;

export interface NavigationGroup {
  label: string | null;
  items: NavigationItem[];
}

const icons = {
  overview: LayoutDashboard,
  verifications: ShieldCheck,
  messages: Inbox,
  protection: Shield,
  suppressions: Ban,
  users: Users,
  tryIt: FlaskConical,
  apiKeys: KeyRound,
  returnUrls: ArrowLeftRight,
  webhooks: Webhook,
  dialects: Languages,
  shadow: Columns2,
  documentation: BookOpen,
  general: Settings,
  policies: Scale,
  templates: MessageSquareText,
  providers: Plug,
  connectors: Fingerprint,
  team: UsersRound,
  privacy: EyeOff,
  audit: ScrollText,
} satisfies Record<string, LucideIcon>;

/** A project's pages in menu order. */
export function navigationOf(project: string, mayTry: boolean, t: Translator): NavigationGroup[] {
  const item = (name: PageName, path: string, href = `/console/${project}${path}`): NavigationItem => ({
    name,
    label: t(`frame.pages.${name}`),
    href,
    icon: icons[name],
  });
  return [
    {
      label: null,
      items: [
        item("overview", ""),
        item("verifications", "/verifications"),
        item("messages", "/messages"),
        item("protection", "/protection"),
        item("suppressions", "/suppressions"),
        item("users", "/users"),
      ],
    },
    {
      label: t("frame.developers"),
      items: [
        ...(mayTry ? [item("tryIt", "/developers/try-it")] : []),
        item("apiKeys", "/developers/api-keys"),
        item("returnUrls", "/developers/return-urls"),
        item("webhooks", "/developers/webhooks"),
        item("dialects", "/developers/dialects"),
        item("shadow", "/developers/shadow"),
        item("documentation", "", "/docs"),
      ],
    },
    {
      label: t("frame.settings"),
      items: [
        item("general", "/settings"),
        item("policies", "/settings/policies"),
        item("templates", "/settings/templates"),
        item("providers", "/settings/providers"),
        item("connectors", "/settings/connectors"),
        item("team", "/settings/team"),
        // Admins may try things, export people and read the audit log.
        ...(mayTry ? [item("privacy", "/settings/privacy"), item("audit", "/audit")] : []),
      ],
    },
  ];
}

/**
 * The item for a path: the one whose href is the longest prefix. The project's own path is a prefix of every page, so the overview is
 * current only on its own path.
 */
export function currentItem(groups: NavigationGroup[], path: string): string | undefined {
  const hrefs = groups.flatMap(({ items }) => items.map(({ href }) => href));
  const overview = groups[0]?.items[0]?.href;
  return hrefs
    .filter((href) => path === href || (href !== overview && path.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}
