import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { createApiKey, type Scope, scopes } from "@/lib/access";
import { seedInbox } from "@/lib/delivery";
import { env } from "@/lib/env";
import type { Operation, RouteExports } from "@/lib/http";
import { type IdPrefix, newId, toTypeId } from "@/lib/id";
import { insertProject, type Project, type ProjectSettings, updateProject } from "@/lib/projects";

/*
 * The native API as clients see it, without a server: each request is matched to its route file like in the framework,
 * and the file's handler answers.
 */

const root = resolve(import.meta.dirname, "../../../../app/(native)/api/v1");

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

interface Place {
  /** `/verifications/[id]`, below `/api/v1`. */
  pattern: string;
  segments: string[];
  file: string;
}

const places: Place[] = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)route\.ts$/.test(file))
  .map((file) => {
    const segments = file.split("/").slice(0, -1);
    return { pattern: `/${segments.join("/")}`, segments, file: join(root, file) };
  });

const isCatchAll = ({ segments }: Place) => segments.at(-1)?.startsWith("[[...") ?? false;

/** Static segments before dynamic ones and the catch-all last, as in the framework. */
function placeOf(path: string[]): { place: Place; params: Record<string, string | string[]> } {
  const fitting = places
    .filter((place) => !isCatchAll(place) && place.segments.length === path.length)
    .filter(({ segments }) => segments.every((segment, i) => segment.startsWith("[") || segment === path[i]))
    .sort((a, b) => a.pattern.split("[").length - b.pattern.split("[").length);
  const place = fitting[0];
  if (!place) return { place: places.find(isCatchAll)!, params: { rest: path } };
  const named = place.segments.flatMap((segment, i) =>
    segment.startsWith("[") ? [[segment.slice(1, -1), path[i]!] as const] : [],
  );
  return { place, params: Object.fromEntries(named) };
}

async function load(place: Place): Promise<RouteExports> {
  return import(/* @vite-ignore */ place.file);
}

/** Every declared endpoint, with its path and method. */
export async function everyEndpoint(): Promise<{ pattern: string; method: Method; operation: Operation }[]> {
  const found = await Promise.all(
    places.map(async (place) =>
      Object.entries(await load(place)).flatMap(([method, handler]) =>
        "operation" in handler && handler.operation
          ? [{ pattern: place.pattern, method: method as Method, operation: handler.operation }]
          : [],
      ),
    ),
  );
  return found.flat();
}

/** Every route file's path and exports. Without the one that only providers call (`status-callbacks.test.ts`). */
export async function everyRoute(): Promise<{ pattern: string; exports: RouteExports }[]> {
  const all = places.filter((place) => !isCatchAll(place) && !place.pattern.endsWith("/status-callback"));
  return Promise.all(all.map(async (place) => ({ pattern: place.pattern, exports: await load(place) })));
}

const prefixes: Record<string, IdPrefix> = {
  verifications: "ver",
  users: "usr",
  "api-keys": "key",
  events: "evt",
  providers: "prv",
  deliveries: "dlv",
  suppressions: "sup",
  connectors: "con",
  "webhook-endpoints": "whe",
  "webhook-messages": "msg",
};

/** The path of a pattern, filled with well-formed ids that do not exist. */
export function missingPath(pattern: string): string {
  const prefix = prefixes[pattern.split("/")[1]!];
  const id = () => toTypeId(prefix!, newId());
  return pattern
    .replace("[id]", id)
    .replace("[channel]", "sms")
    .replace("[purpose]/[locale]", "confirm/en")
    .replace("[identifierId]", () => toTypeId("idn", newId()))
    .replace("[socialAccountId]", () => toTypeId("soc", newId()));
}

export interface TestRequest {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent unchanged. */
  text?: string;
  headers?: Record<string, string>;
  /** Null: no Authorization header. */
  key?: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
export type Body = any;

export interface TestResponse {
  status: number;
  headers: Headers;
  body: Body;
}

/** Sends one request to the path below `/api/v1`. */
export async function send(method: Method, path: string, asked: TestRequest = {}): Promise<TestResponse> {
  const response = await respond(method, path, asked);
  const answered = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answered === "" ? null : JSON.parse(answered),
  };
}

/** The same, for responses whose body does not end soon. */
export async function respond(
  method: Method,
  path: string,
  { body, text, headers, key }: TestRequest = {},
): Promise<Response> {
  const url = new URL(`${env.PUBLIC_URL}/api/v1${path}`);
  const given = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(url, {
    method,
    headers: {
      ...(given !== undefined && { "content-type": "application/json" }),
      ...(key && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: method === "GET" || method === "HEAD" ? undefined : given,
  });
  const below = url.pathname.slice("/api/v1/".length).split("/").map(decode);
  const { place, params } = placeOf(below);
  const handler = (await load(place))[method];
  return handler(request, { params: Promise.resolve(params) });
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export interface Client {
  project: Project;
  key: string;
  apiKeyId: string;
  call(method: Method, path: string, asked?: TestRequest): Promise<TestResponse>;
}

/** A new project with an inbox, and a key with these scopes. */
export async function aClient(
  over: { scopes?: readonly Scope[]; settings?: Partial<ProjectSettings>; project?: Project } = {},
): Promise<Client> {
  const project = over.project ?? (await aProject(over.settings));
  const made = await createApiKey(project.id, { name: "Test", scopes: over.scopes ?? scopes });
  const key = made.secret;
  return {
    project,
    key,
    apiKeyId: made.key.id,
    call: (method, path, asked) => send(method, path, { key, ...asked }),
  };
}

async function aProject(settings: Partial<ProjectSettings> = {}): Promise<Project> {
  const project = await insertProject("Acme");
  await seedInbox(project.id);
  return (await updateProject(project.id, { settings: { ...project.settings, ...settings } }))!;
}

/** Checks that a response is a problem document (RFC 9457, docs/security.md #36). */
export function expectProblem(answer: TestResponse, status: number, code: string): Body {
  expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const { type, title, detail, instance, requestId } = answer.body;
  expect(type).toBe(`${env.PUBLIC_URL}/docs/problems/${code}`);
  expect(answer.body.status).toBe(status);
  for (const text of [title, detail]) expect(text).toMatch(/^\S.*[^\s]$/s);
  expect(instance).toMatch(/^\/api\/v1(\/|$)/);
  expect(requestId).toBe(answer.headers.get("x-request-id"));
  if (answer.body.retryAfterSeconds !== undefined) {
    expect(answer.headers.get("retry-after")).toBe(String(answer.body.retryAfterSeconds));
    expect(answer.body.retryAfterSeconds).toBeGreaterThan(0);
  }
  return answer.body;
}

export const times = <T>(count: number, run: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => run(i)));
