import { type EdgeRefusal, parseJson } from "@/lib/http";
import { ok, type Result, refuse } from "@/lib/result";

/** Reads a body as the vendor's server does: JSON, a form or plain text by its media type; no body counts as `{}`. */
export function readBody(request: Request, text: string): Result<unknown, EdgeRefusal> {
  if (text.trim() === "") return ok({});
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-www-form-urlencoded")
    return checked(Object.fromEntries(new URLSearchParams(text)));
  if (type.startsWith("text/")) return checked(text);
  const parsed = parseJson(text);
  if (!parsed.ok || (typeof parsed.value === "object" && parsed.value !== null)) return parsed;
  return malformed("invalid JSON, only supports object and array");
}

/** Checks other bodies, too, for text that cannot be stored. */
function checked(value: unknown): Result<unknown, EdgeRefusal> {
  return parseJson(JSON.stringify(value));
}

function malformed(message: string) {
  return refuse({ code: "request_invalid", violations: [{ part: "body", pointer: "", message }] });
}

/** Repeated names become lists. */
export function collectQuery(parameters: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(parameters.keys())].filter((name) => name !== "__proto__");
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}
