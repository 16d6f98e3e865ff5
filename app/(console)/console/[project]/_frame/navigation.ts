import {
  ArrowLeftRight,
  BookOpen,
  Fingerprint,
  FlaskConical,
  Inbox,
  KeyRound,
  Languages,
  LayoutDashboard,
  type LucideIcon,
  Plug,
  Scale,
  Settings,
  ShieldCheck,
  Users,
  UsersRound,
} from "lucide-react";
import { words } from "./words";

export interface NavigationItem {
  label: string;
  href: string;
  icon: LucideIcon;
}

export interface NavigationGroup {
  label: string | null;
  items: NavigationItem[];
}

/** The pages of a project, in the order of the menu. */
export function navigationOf(project: string, mayTry: boolean): NavigationGroup[] {
  const to = (path: string) => `/console/${project}${path}`;
  const tryIt = { label: words.tryIt, href: to("/developers/try-it"), icon: FlaskConical };
  return [
    {
      label: null,
      items: [
        { label: words.overview, href: to(""), icon: LayoutDashboard },
        { label: words.verifications, href: to("/verifications"), icon: ShieldCheck },
        { label: words.messages, href: to("/messages"), icon: Inbox },
        { label: words.users, href: to("/users"), icon: Users },
      ],
    },
    {
      label: words.developers,
      items: [
        ...(mayTry ? [tryIt] : []),
        { label: words.apiKeys, href: to("/developers/api-keys"), icon: KeyRound },
        { label: words.returnUrls, href: to("/developers/return-urls"), icon: ArrowLeftRight },
        { label: words.dialects, href: to("/developers/dialects"), icon: Languages },
        { label: words.reference, href: "/docs", icon: BookOpen },
      ],
    },
    {
      label: words.settings,
      items: [
        { label: words.general, href: to("/settings"), icon: Settings },
        { label: words.policies, href: to("/settings/policies"), icon: Scale },
        { label: words.providers, href: to("/settings/providers"), icon: Plug },
        { label: words.connectors, href: to("/settings/connectors"), icon: Fingerprint },
        { label: words.team, href: to("/settings/team"), icon: UsersRound },
      ],
    },
  ];
}

/** The item that a path belongs to: the longest address that it continues. */
export function currentItem(groups: NavigationGroup[], path: string): string | undefined {
  const addresses = groups.flatMap(({ items }) => items.map(({ href }) => href));
  return addresses
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
