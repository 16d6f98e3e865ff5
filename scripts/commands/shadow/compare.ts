import type { IncomingHttpHeaders } from "node:http";
import type { ShadowDifference } from "@/lib/shadow";
import type { ReceivedResponse } from "./exchange";
import { KnownValues } from "./known-values";
import { maskText, shown } from "./mask";

export type Found = Omit<ShadowDifference, "count">;

/** Elements of a list that are compared. */
const maxElements = 20;
/** Differences of one answer that are reported. */
const maxFound = 50;

/** Headers that clients act on, as they are compared. Vendors send many others that nobody reads. */
const headers: Record<string, (value: string) => string> = {
  "content-type": (value) => value.split(";")[0]!.trim().toLowerCase(),
  "www-authenticate": (value) => value.split(" ")[0]!.toLowerCase(),
  allow: (value) =>
    value
      .split(/\s*,\s*/)
      .toSorted()
      .join(", "),
  "retry-after": () => "present",
  link: () => "present",
  "total-number": () => "present",
};

/** Whether two JSON values at a place may differ. */
export type IsIgnored = (at: string) => boolean;

/**
 * Where our answer is not the vendor's. Ids, tokens and instants have to differ: those at the same place are learned as the same
 * thing.
 */
export function compare(
  vendor: ReceivedResponse,
  ours: ReceivedResponse,
  known: KnownValues,
  isIgnored: IsIgnored = () => false,
): Found[] {
  const found: Found[] = [];
  if (vendor.status !== ours.status)
    found.push({ kind: "status", at: "status", vendor: String(vendor.status), ours: String(ours.status) });
  const [theirs, own] = [jsonOf(vendor), jsonOf(ours)];
  // Of an error and a success, nothing at the same place is the same thing.
  const isLearning = vendor.status === ours.status || (vendor.status < 400 && ours.status < 400);
  const learned = isLearning ? known : new KnownValues();
  if (theirs !== undefined && own !== undefined)
    new Comparison(found, learned, isIgnored).values("$", theirs, own);
  // After the body, from which the ids in a Location may be known.
  learnCookies(vendor.headers, ours.headers, learned);
  compareHeaders(vendor.headers, ours.headers, learned, found);
  return found.slice(0, maxFound);
}

function jsonOf({ headers, body }: ReceivedResponse): unknown {
  if (!/\bjson\b/.test(headers["content-type"] ?? "")) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function compareHeaders(
  vendor: IncomingHttpHeaders,
  ours: IncomingHttpHeaders,
  known: KnownValues,
  found: Found[],
): void {
  for (const [name, normal] of Object.entries(headers)) {
    const [theirs, own] = [vendor, ours].map((of) => (of[name] ? normal(String(of[name])) : null));
    if (theirs !== own) found.push({ kind: "header", at: name, vendor: theirs!, ours: own! });
  }
  const [theirs, own] = [vendor.location, ours.location];
  if (theirs === undefined && own === undefined) return;
  if (theirs !== undefined && own !== undefined && isSamePlace(theirs, own, known)) return;
  const place = (url: string | undefined) => (url === undefined ? null : maskText(placeOf(url)));
  found.push({ kind: "header", at: "location", vendor: place(theirs), ours: place(own) });
}

const anyBase = "http://relative.invalid";

/** Path and names of the query: hosts and values differ. */
function placeOf(url: string): string {
  const { pathname, searchParams } = new URL(url, anyBase);
  return [pathname, ...[...searchParams.keys()].sort()].join(" ");
}

/** Ids in both URLs are learned before they are compared. */
function isSamePlace(vendor: string, ours: string, known: KnownValues): boolean {
  if (!URL.canParse(vendor, anyBase) || !URL.canParse(ours, anyBase)) return false;
  learnFromUrls(vendor, ours, known);
  return placeOf(known.translate(vendor)) === placeOf(ours);
}

/** Whoever has the vendor's cookie has ours of the same answer. */
function learnCookies(vendor: IncomingHttpHeaders, ours: IncomingHttpHeaders, known: KnownValues): void {
  const own = ours["set-cookie"]?.map((cookie) => cookie.split(";")[0]).join("; ");
  if (!own) return;
  for (const cookie of vendor["set-cookie"] ?? []) known.learn(`cookie ${cookie.split(";")[0]}`, own);
}

function learnFromUrls(vendor: string, ours: string, known: KnownValues): void {
  const theirs = new URL(vendor, anyBase);
  const own = new URL(ours, anyBase);
  const segments = own.pathname.split("/");
  const parts = theirs.pathname.split("/");
  if (parts.length === segments.length)
    for (const [i, part] of parts.entries()) learnIfOpaque("", part, segments[i]!, known);
  for (const [name, value] of theirs.searchParams)
    learnIfOpaque(name, value, own.searchParams.get(name) ?? "", known);
}

function learnIfOpaque(member: string, vendor: string, ours: string, known: KnownValues): boolean {
  const isLearned = isOpaque(member, vendor) && isOpaque(member, ours);
  if (isLearned) known.learn(vendor, ours);
  return isLearned;
}

/** Ids and tokens are words with a digit, or have a name that says so. Phone numbers and addresses are neither. */
export function isOpaque(member: string, text: string): boolean {
  if (!/^[\w.~/=-][\w.~+/=:-]{4,}$/.test(text)) return false;
  return /\d/.test(text) || /(?:^|_)(?:s?id|token)$|(?:Id|ID|Token)$/.test(member);
}

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text);
const isUrl = (text: string) => /^https?:\/\//.test(text);

/** One pass over two JSON values. */
class Comparison {
  constructor(
    private readonly found: Found[],
    private readonly known: KnownValues,
    private readonly isIgnored: IsIgnored,
  ) {}

  values(at: string, vendor: unknown, ours: unknown): void {
    if (this.isIgnored(at)) return;
    const [theirType, ourType] = [typeOf(vendor), typeOf(ours)];
    if (theirType !== ourType)
      this.found.push({ kind: "type", at: cut(at), vendor: theirType, ours: ourType });
    else if (theirType === "object") this.#objects(at, vendor as object, ours as object);
    else if (theirType === "array") this.#arrays(at, vendor as unknown[], ours as unknown[]);
    else if (!this.#isSame(at, vendor, ours))
      this.found.push({ kind: "value", at: cut(at), vendor: shown(at, vendor), ours: shown(at, ours) });
  }

  #objects(at: string, vendor: object, ours: object): void {
    const own = new Map(Object.entries(ours));
    for (const [name, value] of Object.entries(vendor)) {
      if (own.has(name)) this.values(`${at}.${name}`, value, own.get(name));
      else this.#onlyIn("missing", `${at}.${name}`, value);
      own.delete(name);
    }
    for (const [name, value] of own) this.#onlyIn("extra", `${at}.${name}`, value);
  }

  #onlyIn(kind: "missing" | "extra", at: string, value: unknown): void {
    if (this.isIgnored(at)) return;
    const type = typeOf(value);
    this.found.push({
      kind,
      at: cut(at),
      vendor: kind === "missing" ? type : null,
      ours: kind === "extra" ? type : null,
    });
  }

  #arrays(at: string, vendor: unknown[], ours: unknown[]): void {
    if (vendor.length !== ours.length)
      this.found.push({ kind: "value", at: cut(at), vendor: shown(at, vendor), ours: shown(at, ours) });
    const pairs = Math.min(vendor.length, ours.length, maxElements);
    for (let i = 0; i < pairs; i++) this.values(`${at}[]`, vendor[i], ours[i]);
  }

  #isSame(at: string, vendor: unknown, ours: unknown): boolean {
    if (vendor === ours) return true;
    // Seconds or milliseconds since 1970.
    if (typeof vendor === "number" && typeof ours === "number") return vendor >= 1e9 && ours >= 1e9;
    if (typeof vendor !== "string" || typeof ours !== "string") return false;
    if (isInstant(vendor) && isInstant(ours)) return true;
    if (isUrl(vendor) && isUrl(ours)) return isSamePlace(vendor, ours, this.known);
    if (learnIfOpaque(at.split(".").at(-1)!, vendor, ours, this.known)) return true;
    const translated = this.known.translate(vendor);
    return translated === ours || (vendor.includes(" ") && maskText(translated) === maskText(ours));
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Members can be named by callers: an address must not become a name in the report. */
const cut = (at: string) => at.slice(0, 200).replaceAll(/[^.[\]]*(?:@|\d{4})[^.[\]]*/g, "…");
