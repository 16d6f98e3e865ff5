import { ok, type Result, refuse } from "@/lib/result";
import { isJson, isStorable, parseJson } from "../body";
import type { EdgeRefusal } from "../protocol";

export type Form = Record<string, string>;

/**
 * The parameters of a token request: a form (RFC 6749 §4.4.2), or the same as a JSON object, as some vendors' clients send
 * it. A parameter without a value counts as omitted, and none may occur twice (§3.2).
 */
export function parseForm(request: Request, text: string): Result<Form, EdgeRefusal> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const pairs = type === "application/x-www-form-urlencoded" ? ok(pairsOf(text)) : jsonPairs(request, text);
  if (!pairs.ok) return pairs;
  const form: Form = {};
  for (const [name, value] of pairs.value) {
    if (value === "" || value === null) continue;
    if (typeof value !== "string" || !isStorable(value)) return invalid(name, "It must be plain text.");
    if (Object.hasOwn(form, name)) return invalid(name, "Give it once.");
    Object.defineProperty(form, name, { value, enumerable: true });
  }
  return ok(form);
}

function pairsOf(text: string): [string, unknown][] {
  return [...new URLSearchParams(text)];
}

function jsonPairs(request: Request, text: string): Result<[string, unknown][], EdgeRefusal> {
  if (text === "") return ok([]);
  if (!isJson(request)) return refuse({ code: "media_type_unsupported" });
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const isObject = typeof parsed.value === "object" && parsed.value !== null && !Array.isArray(parsed.value);
  return isObject ? ok(Object.entries(parsed.value as object)) : invalid("", "It must be an object.");
}

function invalid(name: string, message: string) {
  return refuse({ code: "request_invalid", violations: [{ part: "body", pointer: `/${name}`, message }] });
}
