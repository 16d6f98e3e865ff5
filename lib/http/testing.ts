import { readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { RouteExports } from "./route";

/*
 * A dialect as its clients see it, without the framework: the handler of the matching route file answers. `overHttp` serves the
 * same handlers on a real socket, for a vendor's client.
 */

const root = resolve(import.meta.dirname, "../..");

export type RequestHandler = (request: Request) => Promise<Response>;

interface Place {
  segments: string[];
  file: string;
}

/** The handlers below a folder of `app`, such as `(native)`. Throws for paths with neither route nor catch-all. */
export function routesOf(folder: string): RequestHandler {
  const places = placesBelow(join(root, "app", folder));
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = pathname.slice(1).split("/").map(decoded);
    const place = places.find(({ segments }) => fits(segments, path));
    if (!place) throw new Error(`No route file answers ${pathname}.`);
    const routes: RouteExports = await import(/* @vite-ignore */ place.file);
    const handler = routes[request.method as keyof RouteExports];
    // The framework passes no params for a static path.
    const params = place.segments.some(isNamed) ? paramsOf(place.segments, path) : undefined;
    return handler(request, { params: Promise.resolve(params as Record<string, string | string[]>) });
  };
}

const isCatchAll = (segment: string | undefined) => /^\[{1,2}\.\.\./.test(segment ?? "");
/** `[[...rest]]` also matches the folder's own path. */
const isOptional = (segment: string | undefined) => segment?.startsWith("[[") ?? false;
const isNamed = (segment: string) => segment.startsWith("[");

function placesBelow(folder: string): Place[] {
  return (
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /(^|\/)route\.ts$/.test(file))
      .map((file) => ({
        segments: file
          .split("/")
          .slice(0, -1)
          .filter((segment) => !/^\(.*\)$/.test(segment)),
        file: join(folder, file),
      }))
      // Static segments before dynamic ones, and catch-alls last, like the framework.
      .sort((a, b) => rank(a.segments).localeCompare(rank(b.segments)))
  );
}

const rank = (segments: string[]) =>
  segments.map((segment) => (isCatchAll(segment) ? "2" : isNamed(segment) ? "1" : "0")).join("");

function fits(segments: string[], path: string[]): boolean {
  if (isCatchAll(segments.at(-1))) {
    const fixed = segments.slice(0, -1);
    const least = fixed.length + (isOptional(segments.at(-1)) ? 0 : 1);
    return path.length >= least && fixed.every((segment, i) => isNamed(segment) || segment === path[i]);
  }
  return (
    segments.length === path.length &&
    segments.every((segment, i) => (isNamed(segment) ? path[i] !== "" : segment === path[i]))
  );
}

function paramsOf(segments: string[], path: string[]): Record<string, string | string[]> {
  const params: Record<string, string | string[]> = {};
  for (const [i, segment] of segments.entries()) {
    if (isCatchAll(segment)) params[segment.replace(/[^\w]/g, "")] = path.slice(i);
    else if (isNamed(segment)) params[segment.slice(1, -1)] = path[i]!;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export interface RunningServer {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  close(): Promise<void>;
}

/** Serves these routes on a loopback port until closed. */
export async function overHttp(answering: RequestHandler): Promise<RunningServer> {
  const server: Server = createServer(async (incoming, outgoing) => {
    const response = await answering(await requestOf(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((done, fail) => server.close((error) => (error ? fail(error) : done()))),
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = "GET", url, headers } = incoming;
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const body =
    method === "GET" || method === "HEAD" || chunks.length === 0 ? undefined : Buffer.concat(chunks);
  return new Request(new URL(url!, `http://${headers.host}`), { method, headers: given, body });
}

/** Other load can only make a measurement larger, so the smallest of three counts. */
export async function fastest(measure: () => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (let i = 0; i < 3; i++) found.push(await measure());
  return Math.min(...found);
}

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
