import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "./declaration";
import { sendResponse } from "./node-messages";
import type { EdgeRefusal } from "./protocol";
import type { NotFound, RouteExports } from "./route";

/*
 * Some requests never reach a route file: paths that do not decode, URLs that are too long, another letter case of a
 * prefix. The framework answers those with HTML or not at all, and API clients parse JSON. So the server in front of it
 * (`scripts/serve.mjs`) refuses them here, in the shape of the dialect that the path's prefix belongs to.
 */

/** Renders refusals. Null for pages below an API's prefix: the framework handles those. */
type Refuser = ((refusal: EdgeRefusal) => Handler) | null;

/** What the server finds on `globalThis`: the framework bundles our modules, so the server cannot import them. */
interface Prefixes {
  /** Keyed by prefix, so a module that is loaded twice is registered once. */
  refusers: Map<string, Refuser>;
  /** Whether a path belongs to an API. Query strings are ignored. */
  covers(target: string): boolean;
  /** Whether a path belongs to an API but spells its prefix in another letter case. */
  isMiscased(target: string): boolean;
  /** Sends a refusal in the shape of the path's API. Null, and nothing sent, if the path belongs to none. */
  refuse(request: IncomingMessage, response: ServerResponse, refusal: EdgeRefusal): Promise<void> | null;
}

const key = Symbol.for("countersign.prefixes");

function prefixes(): Prefixes {
  const holder = globalThis as { [key]?: Prefixes };
  holder[key] ??= { refusers: new Map(), covers, isMiscased, refuse };
  return holder[key];
}

/**
 * Registers an API's prefix (`/v2`) with its `notFound`, and returns the exports of the route file: `notFound` itself for
 * a catch-all. `except` names folders of pages below the prefix.
 */
export function onPrefix(
  prefix: string,
  { refuserFor }: Pick<NotFound, "refuserFor">,
  exports: RouteExports,
  { except = [] }: { except?: readonly string[] } = {},
): RouteExports {
  prefixes().refusers.set(prefix, refuserFor);
  for (const folder of except) prefixes().refusers.set(folder, null);
  return exports;
}

interface Match {
  prefix: string;
  refuser: Refuser;
}

/** The longest registered prefix of a path, in any letter case. */
function match(target: string): Match | null {
  const path = `${target.split("?")[0]!.toLowerCase()}/`;
  let longest: Match | null = null;
  for (const [prefix, refuser] of prefixes().refusers) {
    const isLonger = prefix.length > (longest?.prefix.length ?? 0);
    if (isLonger && path.startsWith(`${prefix.toLowerCase()}/`)) longest = { prefix, refuser };
  }
  return longest;
}

function covers(target: string): boolean {
  return Boolean(match(target)?.refuser);
}

function isMiscased(target: string): boolean {
  const found = match(target);
  return found !== null && !target.startsWith(found.prefix);
}

function refuse(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  refusal: EdgeRefusal,
): Promise<void> | null {
  const refuser = match(incoming.url ?? "")?.refuser;
  return refuser ? send(incoming, outgoing, refuser(refusal)) : null;
}

async function send(incoming: IncomingMessage, outgoing: ServerResponse, handler: Handler): Promise<void> {
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value ?? ""),
  ]);
  // Its method may be one that a Request cannot have; a refusal only depends on whether it is HEAD.
  const method = incoming.method === "HEAD" ? "HEAD" : "GET";
  const request = new Request(`http://localhost${incoming.url}`, { method, headers });
  await sendResponse(outgoing, await handler(request, { params: Promise.resolve({}) }));
}
