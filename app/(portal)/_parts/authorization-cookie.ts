import { randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { knownLocale, type Locale } from "@/lib/i18n";

/** Longer than an authorization request is valid, so that a late callback still finds the cookie and gets a clear error. */
const lifetimeSeconds = 900;

/** Binds authorization requests to the browser that started them (docs/security.md #28), and keeps its language. */
export interface AuthorizationCookie {
  secret: string;
  locale: Locale;
}

/** `__Host-` stops other hosts, siblings included, from planting the cookie. Browsers accept the prefix over https only. */
function cookieName(): string {
  return env.PUBLIC_URL.startsWith("https:")
    ? "__Host-countersign-authorization"
    : "countersign-authorization";
}

export function readAuthorizationCookie(request: Request): AuthorizationCookie | null {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(`${cookieName()}=`))?.split("=")[1];
  const [, secret, tag = ""] = /^([\w-]{43})\.([\w-]+)$/.exec(value ?? "") ?? [];
  if (!secret) return null;
  return { secret, locale: knownLocale(tag) };
}

/** Reuses the browser's secret, so that sign-ins in two windows at once don't invalidate each other. */
export function authorizationCookieFor(request: Request, locale: Locale): AuthorizationCookie {
  const secret = readAuthorizationCookie(request)?.secret ?? randomBytes(32).toString("base64url");
  return { secret, locale };
}

/** `SameSite=Lax`, because the provider redirects back from another site. */
export function setCookieHeader({ secret, locale }: AuthorizationCookie): string {
  const secure = env.PUBLIC_URL.startsWith("https:") ? "; Secure" : "";
  return `${cookieName()}=${secret}.${locale}; Path=/; Max-Age=${lifetimeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
