import { ok, type Result, refuse } from "@/lib/result";
import type { EdgeRefusal } from "./protocol";

/** Reads at most `maxBodyBytes`, whatever the length header promised. */
export async function readBody(request: Request, maxBodyBytes: number): Promise<Result<string, EdgeRefusal>> {
  const tooLarge = () => refuse({ code: "body_too_large", maxBodyBytes });
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBodyBytes) return tooLarge();
  if (!request.body) return ok("");
  if (announced > 0) return ok(await request.text());

  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) return tooLarge();
    chunks.push(chunk);
  }
  return ok(new TextDecoder().decode(Buffer.concat(chunks)));
}

/** JSON by its media type; a body without a type is read as JSON too, for the sake of hurried `curl`s. */
export function isJson(request: Request): boolean {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  return !type || type === "application/json" || type.endsWith("+json");
}

/** Parses JSON. PostgreSQL keeps neither NUL nor half a surrogate pair, so neither may come further than here. */
export function parseJson(text: string): Result<unknown, EdgeRefusal> {
  const bad = (message: string, pointer = "") =>
    refuse({ code: "request_invalid", violations: [{ part: "body", pointer, message }] });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad("The body is not valid JSON.");
  }
  const pointer = text.includes("\\u") || text.includes("\0") ? unstorable(value, "") : null;
  return pointer === null ? ok(value) : bad("Text must not contain NUL or half a surrogate pair.", pointer);
}

export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Where the first string that cannot be stored stands, or null. */
function unstorable(value: unknown, pointer: string): string | null {
  if (typeof value === "string") return isStorable(value) ? null : pointer;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const found = isStorable(key) ? unstorable(member, at) : pointer;
    if (found !== null) return found;
  }
  return null;
}
