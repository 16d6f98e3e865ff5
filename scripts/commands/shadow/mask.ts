/* What a report shows must contain no code, token, address or name. */

/** Values of these members are described, never shown. */
const personal =
  /name|email|phone|^to$|address|birth|gender|picture|avatar|traits|metadata|custom|profile|code|token|secret|password|value/i;
/** A word of the API: a status, a channel, an error code. */
const enumerated = /^[A-Za-z][A-Za-z_. :/-]{0,60}$/;
/** Members with sentences of the API. */
const explaining = /^(?:message|text|reason|description|title|details?|error|more_info|error_description)$/;

/** A value as a report may show it. `at` is its place: `$.error.message`. */
export function shown(at: string, value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return shownText(at, value);
  // Codes of people are texts; a number is the code of an error.
  if (typeof value === "number")
    return personal.test(lastMember(at).replace(/code$/i, "")) ? "a number" : maskText(String(value));
  return Array.isArray(value) ? `an array of ${value.length}` : "an object";
}

function shownText(at: string, text: string): string {
  if (text === "") return '""';
  const member = lastMember(at);
  if (explaining.test(member)) return JSON.stringify(maskText(text).slice(0, 200));
  const isOpen = !at.split(/[.[]/).some((part) => personal.test(part)) && enumerated.test(text);
  return isOpen ? JSON.stringify(text) : `a text of ${text.length} characters`;
}

const lastMember = (at: string) => at.replaceAll("[]", "").split(".").at(-1) ?? "";

/** Longer texts are cut off: the patterns below take the square of the length, and the proxy must not wait for them. */
const maxMasked = 500;

/** A sentence without addresses, numbers and ids. */
export function maskText(text: string): string {
  return text
    .slice(0, maxMasked)
    .replaceAll(/[^\s@"'<>]+@[^\s@"'<>]+/g, "…@…")
    .replaceAll(/[\w~+-]*\d[\w~+-]*/g, (part) =>
      /^\d{1,3}$/.test(part) || /^\d{5}$/.test(part) ? part : "…",
    )
    .replaceAll(/\S{40,}/g, "…");
}
