import { ok, type Result, refuse } from "@/lib/result";
import { requestBody } from "./known-bodies";
import type { EdgeRefusal, Violation } from "./protocol";
import { pointerStep } from "./violations";

/**
 * Reads at most `maxBodyBytes` of text, whatever `Content-Length` promised. Refuses compressed bodies (RFC 9110 §15.5.16),
 * bodies that are not UTF-8 (RFC 8259 §8.1), and those that end early because the client went away.
 */
export async function readBody(request: Request, maxBodyBytes: number): Promise<Result<string, EdgeRefusal>> {
  if (isEncoded(request)) return refuse({ code: "content_encoding_unsupported" });
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBodyBytes) return refuse({ code: "body_too_large", maxBodyBytes });
  const bytes = await bytesOf(request, maxBodyBytes);
  if (!bytes.ok) return bytes;
  try {
    return ok(decoderFor(request).decode(bytes.value));
  } catch {
    return malformed("The body is not valid UTF-8.");
  }
}

async function bytesOf(request: Request, maxBodyBytes: number): Promise<Result<Uint8Array, EdgeRefusal>> {
  const known = requestBody(request);
  if (known)
    return known.length > maxBodyBytes ? refuse({ code: "body_too_large", maxBodyBytes }) : ok(known);
  return request.body ? readAtMost(request, maxBodyBytes) : ok(new Uint8Array());
}

async function readAtMost(request: Request, maxBodyBytes: number): Promise<Result<Uint8Array, EdgeRefusal>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBodyBytes) return refuse({ code: "body_too_large", maxBodyBytes });
      chunks.push(chunk);
    }
  } catch {
    // The client closed the connection: a refusal, so that it isn't logged as a failure of ours.
    return malformed("The body ended early.");
  }
  return ok(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
}

function isEncoded(request: Request): boolean {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase();
  return Boolean(encoding) && encoding !== "identity";
}

const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder();

/** The parts of a multipart body can be in any encoding. Other binary data are refused for their type, not for their bytes. */
const binary = /^(?:multipart|image|audio|video|font)\/|^application\/octet-stream$/;

function decoderFor(request: Request): TextDecoder {
  return binary.test(mediaTypeOf(request) ?? "") ? lenient : strict;
}

function mediaTypeOf(request: Request): string | undefined {
  return request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
}

/** JSON by its media type. A body without a type counts as JSON, because `curl -d` users often forget it. */
export function isJson(request: Request): boolean {
  const type = mediaTypeOf(request);
  return !type || type === "application/json" || type.endsWith("+json");
}

interface JsonOptions {
  /** Refuses members named `__proto__`, for callers that refuse every unknown member. Without it they are dropped. */
  isStrict?: boolean;
}

/**
 * Parses JSON and refuses what no schema can rule out: text that PostgreSQL cannot store, and nesting that overflows
 * stacks. No member named `__proto__` is left in the result: code that copies members could set an object's prototype.
 */
export function parseJson(
  text: string,
  { isStrict = false }: JsonOptions = {},
): Result<unknown, EdgeRefusal> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed("The body is not valid JSON.");
  }
  const flaw = findFlaw(value, "", 0, isStrict);
  return flaw ? malformed(flaw.message, flaw.pointer) : ok(value);
}

function malformed(message: string, pointer = "") {
  return refuse({ code: "request_invalid", violations: [{ part: "body" as const, pointer, message }] });
}

export const unstorable = "Text must not contain NUL or half a surrogate pair.";

export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

type Flaw = Pick<Violation, "pointer" | "message">;

/** Far deeper than any body that a schema accepts, and shallow enough for recursive functions that walk over the value. */
const maxDepth = 32;

/** The first flaw of a parsed body, or null. Deletes members named `__proto__`, or reports them if `isStrict`. */
function findFlaw(value: unknown, pointer: string, depth: number, isStrict: boolean): Flaw | null {
  if (typeof value === "string") return isStorable(value) ? null : { pointer, message: unstorable };
  if (typeof value !== "object" || value === null) return null;
  if (depth >= maxDepth) return { pointer: "", message: `The body is deeper than ${maxDepth} levels.` };
  for (const [name, member] of Object.entries(value)) {
    if (!isStorable(name)) return { pointer, message: unstorable };
    const memberPointer = `${pointer}${pointerStep(name)}`;
    if (name === "__proto__") {
      if (isStrict) return { pointer: memberPointer, message: "No member may have this name." };
      Reflect.deleteProperty(value, name);
      continue;
    }
    const flaw = findFlaw(member, memberPointer, depth + 1, isStrict);
    if (flaw) return flaw;
  }
  return null;
}
