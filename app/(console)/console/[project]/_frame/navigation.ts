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
import { text } from "./text";

export interface NavigationItem {
  label: string;
  href: string;
  icon: LucideIcon;
}

export interface NavigationGroup {
  label: string | null;
  items: NavigationItem[];
}

/** A project's pages in menu order. */
export function navigationOf(project: string, mayTry: boolean): NavigationGroup[] {
  const to = (path: string) => `/console/${project}${path}`;
  const tryIt = { label: text.tryIt, href: to("/developers/try-it"), icon: FlaskConical };
  const privacy = { label: text.privacy, href: to("/settings/privacy"), icon: EyeOff };
  const audit = { label: text.audit, href: to("/audit"), icon: ScrollText };
  return [
    {
      label: null,
      items: [
        { label: text.overview, href: to(""), icon: LayoutDashboard },
        { label: text.verifications, href: to("/verifications"), icon: ShieldCheck },
        { label: text.messages, href: to("/messages"), icon: Inbox },
        { label: text.protection, href: to("/protection"), icon: Shield },
        { label: text.suppressions, href: to("/suppressions"), icon: Ban },
        { label: text.users, href: to("/users"), icon: Users },
      ],
    },
    {
      label: text.developers,
      items: [
        ...(mayTry ? [tryIt] : []),
        { label: text.apiKeys, href: to("/developers/api-keys"), icon: KeyRound },
        { label: text.returnUrls, href: to("/developers/return-urls"), icon: ArrowLeftRight },
        { label: text.webhooks, href: to("/developers/webhooks"), icon: Webhook },
        { label: text.dialects, href: to("/developers/dialects"), icon: Languages },
        { label: text.shadow, href: to("/developers/shadow"), icon: Columns2 },
        { label: text.documentation, href: "/docs", icon: BookOpen },
      ],
    },
    {
      label: text.settings,
      items: [
        { label: text.general, href: to("/settings"), icon: Settings },
        { label: text.policies, href: to("/settings/policies"), icon: Scale },
        { label: text.templates, href: to("/settings/templates"), icon: MessageSquareText },
        { label: text.providers, href: to("/settings/providers"), icon: Plug },
        { label: text.connectors, href: to("/settings/connectors"), icon: Fingerprint },
        { label: text.team, href: to("/settings/team"), icon: UsersRound },
        // Admins may try things, export people and read the audit log.
        ...(mayTry ? [privacy, audit] : []),
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
