/*
 * Kratos's own content negotiation, which its clients rely on. Neither RFC 9110 nor any package has the same
 * results.
 */

interface Accepted {
  value: string;
  quality: number;
}

/**
 * Parses an `Accept` header like Kratos: a parameter other than `q` ends the parsing, and its entry and all
 * following ones are lost.
 */
function parseAccept(header: string): Accepted[] {
  const entries: Accepted[] = [];
  for (let rest = header; ; ) {
    const [, value = "", more = ""] = /^ *([!#$%&'*+.^_`|~0-9A-Za-z/-]*)[ \t]*(.*)$/s.exec(rest) ?? [];
    if (value === "") return entries;
    let after = more;
    let quality = 1;
    if (after.startsWith(";")) {
      const weighed = /^;[ \t]*q=([01])(?:\.([0-9]*))?[ \t]*(.*)$/s.exec(after);
      if (!weighed) return entries;
      quality = Number(weighed[1]) + Number(`0.${weighed[2] || 0}`);
      after = weighed[3]!;
    }
    entries.push({ value, quality });
    if (!after.startsWith(",")) return entries;
    rest = after.slice(1);
  }
}

/** The distance of a match from the offer's exact name. */
const exact = 0;
const byType = 1;
const byAnything = 2;
const none = 3;

/** The best offer for what a client accepts, or the first if none fits. */
function negotiate(accept: string | null, offers: readonly string[]): string {
  let best = { offer: offers[0]!, quality: -1, distance: none };
  const entries = parseAccept(accept ?? "");
  for (const offer of offers) {
    for (const { value, quality } of entries) {
      const distance = distanceOf(value, offer);
      if (distance === none || quality === 0 || quality < best.quality) continue;
      if (quality > best.quality || best.distance > distance) best = { offer, quality, distance };
    }
  }
  return best.offer;
}

function distanceOf(accepted: string, offer: string): number {
  if (accepted === "*/*") return byAnything;
  if (accepted.endsWith("/*")) return offer.startsWith(accepted.slice(0, -1)) ? byType : none;
  return accepted === offer ? exact : none;
}

const anyOffer = ["text/html", "text/*", "*/*", "application/json"];

/** Whether the client wants errors and redirects as JSON: it accepts or sends JSON. */
export function wantsJson(headers: Headers): boolean {
  return (
    negotiate(headers.get("accept"), anyOffer) === "application/json" ||
    headers.get("content-type") === "application/json"
  );
}

/** Whether the client counts as a browser and is redirected. It can still want JSON. */
export function isBrowser(headers: Headers): boolean {
  return negotiate(headers.get("accept"), anyOffer) === "text/html";
}

/** Whether a new browser flow is returned as JSON. The client's content type does not matter here. */
export function wantsJsonOnInit(headers: Headers): boolean {
  return negotiate(headers.get("accept"), ["text/html", "application/json"]) === "application/json";
}
