import type { Payload } from "./usage";

const slot = /\{\{\s*([\w.]+)\s*\}\}/g;

/**
 * Fills a template's slots as the vendor does: one whose root the payload lacks stays as it is, one whose root is there and
 * whose member is not becomes empty. `code` is whatever stands for the code here.
 */
export function fillTemplate(
  template: string,
  payload: Payload & { code?: string },
  write: (text: string) => string = (text) => text,
): string {
  return template.replaceAll(slot, (whole, path: string) => {
    const [root = "", ...rest] = path.split(".");
    if (!Object.hasOwn(payload, root)) return whole;
    const value = rest.reduce<unknown>(memberOf, payload[root as keyof Payload]);
    if (value === undefined || value === null) return "";
    return write(typeof value === "object" ? JSON.stringify(value) : String(value));
  });
}

function memberOf(value: unknown, name: string): unknown {
  const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Record<string, unknown>)[name] : undefined;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A person's name may hold anything; in HTML it must stay text. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
