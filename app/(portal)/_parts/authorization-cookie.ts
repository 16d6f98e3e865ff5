import { randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { type Locale, locales } from "@/lib/projects";

/** As long as a visit to a provider may take, with room to read what came of it. */
const lifetimeSeconds = 900;

/** What binds visits to the browser that set out on them (docs/security.md #28), and the language it reads. */
export interface AuthorizationCookie {
  secret: string;
  locale: Locale;
}

/** `__Host-`: no other host, not even a sibling, can plant it. Browsers take that prefix over https only. */
function cookieName(): string {
  return env.PUBLIC_URL.startsWith("https:") ? "__Host-countersign-visit" : "countersign-visit";
}

export function readAuthorizationCookie(request: Request): AuthorizationCookie | null {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(`${cookieName()}=`))?.split("=")[1];
  const [, secret, tag] = /^([\w-]{43})\.([\w-]+)$/.exec(value ?? "") ?? [];
  if (!secret) return null;
  return { secret, locale: locales.find((locale) => locale === tag) ?? "en" };
}

/** The browser's own secret, or a new one: visits in two windows at once must not shut each other out. */
export function authorizationCookieFor(request: Request, locale: Locale): AuthorizationCookie {
  const secret = readAuthorizationCookie(request)?.secret ?? randomBytes(32).toString("base64url");
  return { secret, locale };
}

/** Lax, because the provider sends the browser back from its own site. */
export function setCookieHeader({ secret, locale }: AuthorizationCookie): string {
  const secure = env.PUBLIC_URL.startsWith("https:") ? "; Secure" : "";
  return `${cookieName()}=${secret}.${locale}; Path=/; Max-Age=${lifetimeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
