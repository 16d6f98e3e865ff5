import type { Operation } from "./declaration";
import { edgeRefusalsOf } from "./edge-refusals";
import { streamedData } from "./event-stream";
import { exampleOf } from "./openapi-example";
import type { Schema, SchemaCollection } from "./openapi-schemas";

/** How a dialect spells one refusal. */
export interface RefusalSpelling {
  status: number;
  title: string;
  /** A whole body. */
  example: object;
}
export type DescribeRefusal = (code: string) => RefusalSpelling;

export interface Reference {
  $ref: string;
}

export interface ResponseObject {
  description: string;
  headers: Record<string, Reference>;
  content: Record<string, { schema: Schema; example?: unknown; examples?: Record<string, Reference> }>;
  /** The codes that this status may mean. */
  "x-problem-codes"?: string[];
}

/** Response headers, declared under `components`. */
export const responseHeaders = {
  "X-Request-Id": header(
    "The request's own `X-Request-Id`, or a new one. Logs and events carry it.",
    "req_0194f1c2",
  ),
  RateLimit: header(
    "What is left of each limit: `r` requests (or sends), until it is whole again in `t` seconds.",
    '"requests";r=5999;t=42',
  ),
  "RateLimit-Policy": header("Each limit: `q` requests (or sends) in `w` seconds.", '"requests";q=6000;w=60'),
  "Retry-After": header("Seconds to wait before it is worth asking again.", "30"),
  "WWW-Authenticate": header("How to authenticate.", 'Bearer realm="countersign"'),
  "Idempotency-Replayed": header(
    "`true`: this answer was given before, to a request with the same key.",
    "true",
  ),
} satisfies Record<string, { description: string; schema: Schema }>;
type HeaderName = keyof typeof responseHeaders;

function header(description: string, example: string) {
  return { description, schema: { type: "string", examples: [example] } satisfies Schema };
}

function headers(...names: (HeaderName | false | undefined)[]): Record<string, Reference> {
  return Object.fromEntries(
    names.filter((name) => !!name).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}

const successes = {
  200: "Done.",
  201: "Created.",
  202: "Accepted: the work goes on.",
  204: "Done: there is nothing to say.",
} as const;

/** Every answer of an operation: its success, and each status that refuses with the codes that share it. */
export function responsesOf(
  operation: Operation,
  spell: DescribeRefusal,
  schemas: SchemaCollection,
): Record<string, Reference | ResponseObject> {
  const data = streamedData(operation.response);
  const schema = schemas.add(data ?? operation.response, "output");
  const example = exampleOf(schema, "answer", (inner) => schemas.resolve(inner));
  const status = operation.status ?? 200;
  const success: ResponseObject = {
    description: successes[status],
    headers: headers(
      "X-Request-Id",
      "RateLimit",
      "RateLimit-Policy",
      operation.storable && "Idempotency-Replayed",
    ),
    content: data
      ? { "text/event-stream": { schema, example: `data: ${JSON.stringify(example)}\n\n` } }
      : { "application/json": { schema, example } },
  };
  const nothing = data && {
    204: { description: "Nothing follows: do not reconnect.", headers: {}, content: {} },
  };
  return { [status]: success, ...nothing, ...refusalsOf(operation, spell) };
}

/** The codes of an operation: the edge's and its own. */
function codesOf(operation: Operation): string[] {
  return [...edgeRefusalsOf(operation), ...operation.refusals];
}

function refusalsOf(
  operation: Operation,
  spell: DescribeRefusal,
): Record<string, Reference | ResponseObject> {
  return Object.fromEntries(
    codesByStatus(operation, spell).map(([status, codes]) => [
      status,
      codes.length === 1 ? { $ref: `#/components/responses/${codes[0]}` } : refusalOf(codes, spell),
    ]),
  );
}

export function codesByStatus(
  operation: Operation,
  spell: DescribeRefusal,
): [status: number, codes: string[]][] {
  const byStatus = new Map<number, string[]>();
  for (const code of codesOf(operation)) {
    const { status } = spell(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus];
}

/** The answer that refuses with one of these codes, which share their status. */
export function refusalOf(codes: string[], spell: DescribeRefusal): ResponseObject {
  const { status } = spell(codes[0]!);
  const waits = codes.some((code) => "retryAfterSeconds" in spell(code).example);
  const schema = { $ref: "#/components/schemas/Problem" };
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: codes.map((code) => `\`${code}\`: ${spell(code).title}`).join("\n\n"),
    headers: headers(
      "X-Request-Id",
      waits && "Retry-After",
      (status === 401 || status === 403) && "WWW-Authenticate",
    ),
    content: { "application/problem+json": { schema, examples: Object.fromEntries(examples) } },
    "x-problem-codes": codes,
  };
}
