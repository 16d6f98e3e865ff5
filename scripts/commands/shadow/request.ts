import type { SentRequest } from "./exchange";
import type { KnownValues } from "./known-values";

/** A request's body, parsed. */
export type Body =
  | { type: "json"; value: unknown }
  | { type: "form"; value: URLSearchParams }
  | { type: "other"; value: Buffer };

/** A request for Countersign, while it is prepared. */
export interface OurRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Body;
}

/** What is not passed on: it belongs to the vendor's connection, or is replaced. */
const dropped =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|accept-encoding|expect|te|trailer|upgrade|authorization|cookie|proxy-.*|x-session-token)$/;

/** The same request with our ids and cookies, without credentials. */
export function translated(sent: SentRequest, from: string, known: KnownValues): OurRequest {
  const [path = "/", query = ""] = sent.target.split(/\?(.*)/s);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(sent.headers))
    if (value !== undefined && !dropped.test(name)) headers[name] = String(value);
  headers["x-forwarded-for"] = [sent.headers["x-forwarded-for"], from].filter(Boolean).join(", ");
  const cookies = (sent.headers.cookie ?? "")
    .split(/;\s*/)
    .flatMap((pair) => known.find(`cookie ${pair}`) ?? []);
  if (cookies.length > 0) headers.cookie = [...new Set(cookies)].join("; ");
  return {
    method: sent.method,
    path: path
      .split("/")
      .map((segment) => translatedSegment(segment, known))
      .join("/"),
    query: mapForm(new URLSearchParams(query), (value) => known.translate(value)),
    headers,
    body: mapBody(parseBody(sent), (value) => known.translate(value)),
  };
}

function translatedSegment(segment: string, known: KnownValues): string {
  const ours = known.find(decoded(segment));
  return ours === undefined ? segment : encodeURIComponent(ours);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function parseBody({ headers, body }: Pick<SentRequest, "headers" | "body">): Body {
  const type = headers["content-type"] ?? "";
  const text = body.toString("utf8");
  if (type.startsWith("application/x-www-form-urlencoded"))
    return { type: "form", value: new URLSearchParams(text) };
  if (/\bjson\b/.test(type)) {
    try {
      return { type: "json", value: JSON.parse(text) };
    } catch {
      // It is passed on as it is, for the same refusal.
    }
  }
  return { type: "other", value: body };
}

export function bodyBytes(body: Body): Buffer {
  if (body.type === "json") return Buffer.from(JSON.stringify(body.value));
  return body.type === "form" ? Buffer.from(body.value.toString()) : body.value;
}

function mapBody(body: Body, map: (text: string) => string): Body {
  if (body.type === "json") return { ...body, value: mapJson(body.value, map) };
  return body.type === "form" ? { ...body, value: mapForm(body.value, map) } : body;
}

const mapForm = (form: URLSearchParams, map: (text: string) => string) =>
  new URLSearchParams([...form].map(([name, value]) => [name, map(value)]));

function mapJson(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return value.map((element) => mapJson(element, map));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapJson(member, map)]));
}

/** Sets a member of the body, or a parameter of the query, if the request has it. */
export function replaceMember({ body, query }: OurRequest, name: string, value: string): void {
  if (query.has(name)) query.set(name, value);
  if (body.type === "form" && body.value.has(name)) body.value.set(name, value);
  if (body.type === "json" && typeof body.value === "object" && body.value && name in body.value)
    (body.value as Record<string, unknown>)[name] = value;
}

/** Every text in a JSON value, with the name of its member. */
export function* textsIn(value: unknown, name = ""): Generator<[name: string, text: string]> {
  if (typeof value === "string") yield [name, value];
  else if (Array.isArray(value)) for (const element of value) yield* textsIn(element, name);
  else if (typeof value === "object" && value !== null)
    for (const [member, inner] of Object.entries(value)) yield* textsIn(inner, member);
}

/** Every text of a request: segments of the path, query and body. */
export function textsOf(sent: SentRequest): [name: string, text: string][] {
  const [path = "/", query = ""] = sent.target.split(/\?(.*)/s);
  const body = parseBody(sent);
  return [
    ...path.split("/").map((segment): [string, string] => ["path", decoded(segment)]),
    ...new URLSearchParams(query),
    ...(body.type === "form" ? body.value : textsIn(body.type === "json" ? body.value : null)),
  ];
}
