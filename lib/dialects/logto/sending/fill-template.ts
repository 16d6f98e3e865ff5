import type { Payload } from "./usage";

const slot = /\{\{\s*([\w.]+)\s*\}\}/g;

/**
 * Fills a template's slots as the vendor does: a slot whose root is not in the payload stays as it is; one whose root is, but
 * whose member is missing, becomes empty. `code` is the code or a placeholder for it.
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

/** Payloads can contain any text, such as a person's name. It must not become markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
