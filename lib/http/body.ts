import { ok, type Result, refuse } from "@/lib/result";
import type { EdgeRefusal, Violation } from "./protocol";
import { pointerStep } from "./violations";

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

/** Parses JSON, and refuses in it what must not come further than here: see `flawOf`. */
export function parseJson(text: string): Result<unknown, EdgeRefusal> {
  const bad = (flaw: Flaw) => refuse({ code: "request_invalid", violations: [{ part: "body", ...flaw }] });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad({ pointer: "", message: "The body is not valid JSON." });
  }
  const flaw = flawOf(value, "", 0);
  return flaw ? bad(flaw) : ok(value);
}

export const unstorable = "Text must not contain NUL or half a surrogate pair.";

export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

type Flaw = Pick<Violation, "pointer" | "message">;

/** Far deeper than any body that a schema takes. Whatever walks over a value later may call itself: its stack holds. */
const maxDepth = 32;

/**
 * The first thing that no body may contain, or null: text that PostgreSQL does not keep; a member named `__proto__`,
 * which schemas drop in silence and careless code takes for the prototype; a depth that overflows stacks.
 */
function flawOf(value: unknown, pointer: string, depth: number): Flaw | null {
  if (typeof value === "string") return isStorable(value) ? null : { pointer, message: unstorable };
  if (typeof value !== "object" || value === null) return null;
  if (depth >= maxDepth) return { pointer: "", message: `The body is deeper than ${maxDepth} levels.` };
  for (const [name, member] of Object.entries(value)) {
    if (!isStorable(name)) return { pointer, message: unstorable };
    const at = `${pointer}${pointerStep(name)}`;
    if (name === "__proto__") return { pointer: at, message: "No member may have this name." };
    const flaw = flawOf(member, at, depth + 1);
    if (flaw) return flaw;
  }
  return null;
}
