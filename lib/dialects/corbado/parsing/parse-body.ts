import { type EdgeRefusal, parseJson } from "@/lib/http";
import { ok, type Result } from "@/lib/result";

/** Reads every body as JSON, whatever its content type: several clients send none. An empty body has no members. */
export function parseBody(text: string): Result<unknown, EdgeRefusal> {
  return text.trim() === "" ? ok({}) : parseJson(withoutProto(text));
}

/**
 * Drops members named `__proto__` at any depth. The vendor ignores unknown members, and code that copies this one could
 * replace a prototype. Text that is not JSON is returned as it is, for the parser to refuse.
 */
function withoutProto(text: string): string {
  // The name can be written with escapes, `\u005f_proto__`.
  if (!/__proto__|\\u/.test(text)) return text;
  let hasProto = false;
  try {
    const value = JSON.parse(text, (name, member) => {
      if (name !== "__proto__") return member;
      hasProto = true;
    });
    return hasProto ? JSON.stringify(value) : text;
  } catch {
    return text;
  }
}
