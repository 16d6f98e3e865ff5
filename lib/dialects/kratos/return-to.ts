import type { KratosSettings } from "@/lib/projects";
import { defaultReturn } from "./urls";

/** What became of a `return_to`. */
export type ReturnTo = { url: string } | { flaw: "unparsable" | "forbidden" };

/**
 * Reads a `return_to` and holds it to the project's list. Allowed is what has an entry's scheme and host, and a path that
 * begins with the entry's (contract §9.7). A relative one is relative to where people go by default.
 */
export function readReturnTo(text: string, settings: KratosSettings, base: string): ReturnTo {
  // URL parsers drop tabs and newlines and read \ as /: what they would have to repair may lead elsewhere in a browser.
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
  // Only `*.` before a name of at least two labels: `*.com` would be everybody's.
  const suffix = /^\*(\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)$/.exec(host)?.[1];
  return suffix !== undefined && target.host.endsWith(suffix);
}

function parse(text: string, base: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

/** Where people go on after a flow: its own `return_to` if it is still allowed, else what the project says. */
export function continueUrl(returnTo: string | null, settings: KratosSettings, base: string): string {
  const read = returnTo === null ? null : readReturnTo(returnTo, settings, base);
  if (read && "url" in read) return read.url;
  return settings.afterReturnUrl ?? defaultReturn(settings, base);
}

/** The `return_to` that a flow's first request carried, from its URL. */
export function returnToIn(requestUrl: string): string | null {
  return new URL(requestUrl).searchParams.get("return_to") || null;
}
