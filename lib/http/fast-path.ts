import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "./declaration";
import { requestOf, sendResponse } from "./node-messages";
import type { RouteExports } from "./route";

/*
 * Runs route handlers without the framework, which costs about 600 µs of processor time per request, twice as much as checking
 * a code. `scripts/serve.mjs` offers each request to the fast path first and falls back to the
 * framework. Both run the same function on the same `Request`, so they cannot answer differently.
 */

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
const methods: Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

interface Entry {
  /** The path's segments. Dynamic ones have a name and no literal. */
  segments: { literal: string | null; name: string }[];
  handlers: Partial<Record<Method, Handler>>;
}

/** What the server in front of the framework reads from `globalThis`, because it loads other instances of our modules. */
interface FastPath {
  /** Keyed by the declared path, so a module that is loaded twice is registered once. */
  entries: Map<string, Entry>;
  /** Answers the request. Null, and nothing is read, if the request must go to the framework. */
  take(request: IncomingMessage, response: ServerResponse): Promise<void> | null;
}

const key = Symbol.for("countersign.fast-path");

function fastPath(): FastPath {
  const holder = globalThis as { [key]?: FastPath };
  holder[key] ??= { entries: new Map(), take };
  return holder[key];
}

/**
 * Registers a route file on the fast path and returns its exports for the framework. `path` is spelled like the folder
 * (`/api/v1/verifications/[id]/attempts`). Meant for frequent calls with short responses, and for those that wait or stream
 * events, which cost less memory here; responses that set cookies stay with the framework. Handlers must read the body with `readBody`, and no other route may match the same path.
 */
export function onFastPath<Exports extends Partial<RouteExports>>(path: string, exports: Exports): Exports {
  const segments = path
    .slice(1)
    .split("/")
    .map((segment) => {
      const name = /^\[(\w+)\]$/.exec(segment)?.[1];
      return { literal: name === undefined ? segment : null, name: name ?? "" };
    });
  const handlers = Object.fromEntries(methods.map((method) => [method, exports[method]]));
  fastPath().entries.set(path, { segments, handlers });
  return exports;
}

/** Larger bodies are left to the framework, which streams them. */
const largestBody = 64 * 1024;

function take(request: IncomingMessage, response: ServerResponse): Promise<void> | null {
  const found = isPlain(request) ? find(request) : null;
  return found && serve(request, response, found);
}

/** A path that needs no decoding, and a body of known length. Anything unusual goes to the framework. */
function isPlain({ headers, url = "" }: IncomingMessage): boolean {
  if (headers["transfer-encoding"] !== undefined || headers.expect !== undefined) return false;
  if (headers.upgrade !== undefined || Number(headers["content-length"] ?? 0) > largestBody) return false;
  return /^(?:\/[\w.~-]+)+(?:\?|$)/.test(url);
}

interface Found {
  handler: Handler;
  params: Record<string, string>;
}

function find({ method, url = "" }: IncomingMessage): Found | null {
  const query = url.indexOf("?");
  const parts = url.slice(1, query < 0 ? undefined : query).split("/");
  for (const { segments, handlers } of fastPath().entries.values()) {
    const isHere =
      segments.length === parts.length &&
      segments.every(({ literal }, at) => literal === null || literal === parts[at]);
    if (!isHere) continue;
    const handler = handlers[method as Method];
    const named = segments.flatMap(({ literal, name }, at) => (literal === null ? [[name, parts[at]!]] : []));
    return handler ? { handler, params: Object.fromEntries(named) } : null;
  }
  return null;
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, { handler, params }: Found) {
  const body = await readWhole(incoming);
  if (!body) return;
  const response = await handler(requestOf(incoming, body, outgoing), { params: Promise.resolve(params) });
  await sendResponse(outgoing, response);
}

/** Null if the client closed the connection. */
async function readWhole(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk);
  } catch {
    return null;
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
