import type { KratosSettings } from "@/lib/projects";
import { defaultReturn } from "./urls";

/** The result of parsing a `return_to`. */
export type ReturnTo = { url: string } | { flaw: "unparsable" | "forbidden" };

/**
 * Parses a `return_to` and checks it against the project's list. Allowed are URLs with an entry's scheme and host and a path
 * that starts with the entry's. A relative one is relative to the default return URL.
 */
export function readReturnTo(text: string, settings: KratosSettings, base: string): ReturnTo {
  // URL parsers drop tabs and newlines and read \ as /. Input that they would repair can lead elsewhere in a browser.
  if (!/^[^\s\\\p{Cc}]+$/u.test(text)) return { flaw: "unparsable" };
  const isPlain = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(text);
  const target = parse(text, defaultReturn(settings, base));
  if (!target) return { flaw: "unparsable" };
  const entries = [...settings.allowedReturnUrls, `${base}/self-service`];
  const isAllowed = !target.username && !target.password && entries.some((entry) => admits(entry, target));
  if (!isAllowed) return { flaw: "forbidden" };
  return { url: isPlain ? text : target.href };
}

function admits(entry: string, target: URL): boolean {
  const [, scheme = "", host = "", path = ""] = /^([a-z]+):\/\/([^/]+)(.*)$/i.exec(entry) ?? [];
  if (`${scheme.toLowerCase()}:` !== target.protocol || !["http:", "https:"].includes(target.protocol))
    return false;
  return admitsHost(host.toLowerCase(), target) && target.pathname.startsWith(path);
}

function admitsHost(host: string, target: URL): boolean {
  if (!host.includes("*")) return new URL(`${target.protocol}//${host}`).host === target.host;
  // Only `*.` before a name of at least two labels: `*.com` would match almost anyone.
  const suffix = /^\*(\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)$/.exec(host)?.[1];
  return suffix !== undefined && target.host.endsWith(suffix);
}

function parse(text: string, base: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

/** The URL to continue at after a flow: its `return_to` if it is still allowed, or else the project's. */
export function continueUrl(returnTo: string | null, settings: KratosSettings, base: string): string {
  const read = returnTo === null ? null : readReturnTo(returnTo, settings, base);
  if (read && "url" in read) return read.url;
  return settings.afterReturnUrl ?? defaultReturn(settings, base);
}

/** The `return_to` in the URL of a flow's first request. */
export function returnToIn(requestUrl: string): string | null {
  return new URL(requestUrl).searchParams.get("return_to") || null;
}
