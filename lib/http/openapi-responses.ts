import { edgeRefusalsOf } from "./edge-refusals";
import type { Operation } from "./endpoint";
import { exampleOf } from "./openapi-example";
import type { Schema, SchemaCollection } from "./openapi-schemas";

/** How a mouth spells one refusal. */
export interface RefusalSpelling {
  status: number;
  title: string;
  /** A whole body, as an answer to a request for `path`. */
  example: unknown;
}
export type Spell = (code: string, path: string) => RefusalSpelling;

export interface ResponseObject {
  description: string;
  headers: Record<string, { $ref: string }>;
  content: Record<string, { schema: Schema; example?: unknown; examples?: Record<string, { summary: string; value: unknown }> }>;
  /** The codes that this status may mean. */
  "x-problem-codes"?: string[];
}

/** Fields that answers carry, named under `components`. */
export const responseHeaders = {
  "X-Request-Id": header("The request's own `X-Request-Id`, or a new one. Logs and events carry it.", "req_0194f1c2"),
  RateLimit: header(
    "What is left of each limit: `r` requests (or sends), until it is whole again in `t` seconds.",
    '"requests";r=5999;t=42',
  ),
  "RateLimit-Policy": header("Each limit: `q` requests (or sends) in `w` seconds.", '"requests";q=6000;w=60'),
  "Retry-After": header("Seconds to wait before it is worth asking again.", "30"),
  "WWW-Authenticate": header("How to authenticate.", 'Bearer realm="countersign"'),
  "Idempotency-Replayed": header("`true`: this answer was given before, to a request with the same key.", "true"),
} satisfies Record<string, { description: string; schema: Schema }>;
type HeaderName = keyof typeof responseHeaders;

function header(description: string, example: string) {
  return { description, schema: { type: "string", examples: [example] } satisfies Schema };
}

function headers(...names: (HeaderName | false | undefined)[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.filter((name) => !!name).map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const successes = { 200: "Done.", 201: "Created.", 202: "Accepted: the work goes on." } as const;

/** Every answer of an operation: its success, and each status that refuses with the codes that share it. */
export function responsesOf(operation: Operation, path: string, spell: Spell, schemas: SchemaCollection): Record<string, ResponseObject> {
  const status = operation.status ?? 200;
  const schema = schemas.add(operation.response, "output");
  const success: ResponseObject = {
    description: successes[status],
    headers: headers("X-Request-Id", "RateLimit", "RateLimit-Policy", operation.storable && "Idempotency-Replayed"),
    content: { "application/json": { schema, example: exampleOf(schema, "answer", (inner) => schemas.resolve(inner)) } },
  };
  return { [status]: success, ...refusalsOf(operation, path, spell) };
}

function refusalsOf(operation: Operation, path: string, spell: Spell): Record<string, ResponseObject> {
  const codes = [...edgeRefusalsOf(operation), ...operation.refusals];
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status } = spell(code, path);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, sharing]) => [status, refusal(status, sharing, path, spell)]));
}

function refusal(status: number, codes: string[], path: string, spell: Spell): ResponseObject {
  const spelled = codes.map((code) => ({ code, ...spell(code, path) }));
  const examples = Object.fromEntries(spelled.map(({ code, title, example }) => [code, { summary: title, value: example }]));
  const waits = spelled.some(({ example }) => typeof example === "object" && example !== null && "retryAfterSeconds" in example);
  return {
    description: spelled.map(({ code, title }) => `\`${code}\`: ${title}`).join("\n\n"),
    headers: headers("X-Request-Id", waits && "Retry-After", (status === 401 || status === 403) && "WWW-Authenticate"),
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, examples } },
    "x-problem-codes": codes,
  };
}
