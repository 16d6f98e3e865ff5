import type { z } from "zod";
import type { Operation } from "./declaration";
import type {
  HttpMethod,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  WebhookObject,
} from "./openapi-document";
import { exampleOf } from "./openapi-example";
import {
  codesByStatus,
  type DescribeRefusal,
  refusalOf,
  responseHeaders,
  responsesOf,
} from "./openapi-responses";
import { type Schema, SchemaCollection } from "./openapi-schemas";

/** An endpoint and its path, which follows from the location of its file. */
export interface DescribedRoute {
  path: string;
  method: HttpMethod;
  operation: Operation;
}

/** A message to webhook endpoints. */
export interface DescribedWebhook {
  type: string;
  tag: string;
  summary: string;
  headers: Readonly<Record<string, string>>;
  body: z.ZodType;
}

/** The parts of the document other than its operations. */
export interface DocumentSource extends Pick<OpenApiDocument, "info" | "tags"> {
  /** The schema of every refusal's body. */
  problem: Schema;
  /** The requests that we send. */
  webhooks: readonly DescribedWebhook[];
  spell: DescribeRefusal;
  /** The largest request body, in bytes. JSON Schema cannot express it, so every request body states it. */
  maxBodyBytes: number;
}

const methodOrder: readonly HttpMethod[] = ["post", "get", "put", "patch", "delete"];

const idempotencyKey: ParameterObject = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Makes repeating the request safe: for 24 hours the same key with the same request is answered the same again, and nothing is done twice. A random UUID is a good key.",
  schema: {
    type: "string",
    minLength: 1,
    maxLength: 255,
    examples: ['"6f2c1f0e-8a8b-4a58-9a3e-0f3f1f6f9a51"'],
  },
};

/** The OpenAPI 3.1 document of these routes. Pure: the same routes give the same document. */
export function openApiDocument(
  routes: readonly DescribedRoute[],
  { info, tags, problem, webhooks, spell, maxBodyBytes }: DocumentSource,
): OpenApiDocument {
  const schemas = new SchemaCollection();
  const paths: OpenApiDocument["paths"] = {};
  for (const { path, method, operation } of inReadingOrder(routes, tags)) {
    paths[path] = { ...paths[path], [method]: operationObject(operation, { spell, maxBodyBytes }, schemas) };
  }
  const sent = webhooks.map((one) => [one.type, { post: webhookObject(one, schemas) }] as const);
  return {
    openapi: "3.1.1",
    info,
    servers: [{ url: "/", description: "This installation." }],
    tags,
    paths,
    webhooks: Object.fromEntries(sent),
    components: {
      schemas: { ...sortedByName(schemas.named), Problem: problem },
      parameters: { IdempotencyKey: idempotencyKey },
      headers: responseHeaders,
      ...refusalComponents(routes, spell),
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description: "An API key, `csk_…`. Each operation names the scope it needs.",
        },
      },
    },
  };
}

function operationObject(
  operation: Operation,
  { spell, maxBodyBytes }: Pick<DocumentSource, "spell" | "maxBodyBytes">,
  schemas: SchemaCollection,
): OperationObject {
  const { operationId, tag, summary, description, scope } = operation;
  return {
    operationId,
    tags: [tag],
    summary,
    description: [description, scope && `Needs the scope \`${scope}\`.`].filter(Boolean).join("\n\n"),
    security: [{ apiKey: scope ? [scope] : [] }],
    parameters: [
      ...parametersOf(operation.params, "path", schemas),
      ...parametersOf(operation.query, "query", schemas),
      ...(operation.storable ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ],
    ...(operation.body && {
      requestBody: requestBodyOf(operation.body, operation.maxBodyBytes ?? maxBodyBytes, schemas),
    }),
    responses: responsesOf(operation, spell, schemas),
  };
}

function webhookObject(
  { type, tag, summary, headers, body }: DescribedWebhook,
  schemas: SchemaCollection,
): WebhookObject {
  return {
    operationId: type,
    tags: [tag],
    summary,
    parameters: Object.entries(headers).map(([name, description]) => ({
      name,
      in: "header",
      required: true,
      description,
      schema: { type: "string" },
    })),
    requestBody: {
      required: true,
      content: { "application/json": { schema: schemas.add(body, "output") } },
    },
    responses: {
      "2XX": { description: "The message has arrived." },
      "410": { description: "The endpoint is gone. It is disabled." },
      default: { description: "The message is sent again." },
    },
  };
}

function parametersOf(
  given: Operation["params"],
  where: "path" | "query",
  schemas: SchemaCollection,
): ParameterObject[] {
  if (!given) return [];
  const object = schemas.resolve(schemas.add(given, "input"));
  return Object.entries((object.properties ?? {}) as Record<string, Schema>).map(
    ([name, { description, ...schema }]) => ({
      name,
      in: where,
      required: where === "path" || Boolean(object.required?.includes(name)),
      ...(description && { description }),
      schema,
    }),
  );
}

function requestBodyOf(
  body: Operation["body"],
  maxBodyBytes: number,
  schemas: SchemaCollection,
): OperationObject["requestBody"] {
  const schema = schemas.add(body, "input");
  const resolve = (inner: Schema) => schemas.resolve(inner);
  return {
    description: `At most ${maxBodyBytes} bytes.`,
    required: (resolve(schema).required?.length ?? 0) > 0,
    content: { "application/json": { schema, example: exampleOf(schema, "request", resolve) } },
  };
}

/** Every code as an example, and as a response of its own if it is the only one with its status. */
function refusalComponents(routes: readonly DescribedRoute[], spell: DescribeRefusal) {
  const sharing = routes.flatMap(({ operation }) =>
    codesByStatus(operation, spell).map(([, codes]) => codes),
  );
  const alone = sharing.filter((codes) => codes.length === 1);
  return {
    responses: byCode(alone.flat(), (code) => refusalOf([code], spell)),
    examples: byCode(sharing.flat(), (code) => ({ summary: spell(code).title, value: spell(code).example })),
  };
}

function byCode<T>(codes: string[], make: (code: string) => T): Record<string, T> {
  return Object.fromEntries([...new Set(codes)].sort().map((code) => [code, make(code)]));
}

/** By tag, then by path, with creation before lists. */
function inReadingOrder(routes: readonly DescribedRoute[], tags: DocumentSource["tags"]): DescribedRoute[] {
  const rank = ({ operation }: DescribedRoute) => {
    const at = tags.findIndex(({ name }) => name === operation.tag);
    if (at < 0)
      throw new Error(`${operation.operationId} has the tag ${operation.tag}, which is not described.`);
    return at;
  };
  return [...routes].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.path.localeCompare(b.path, "en") ||
      methodOrder.indexOf(a.method) - methodOrder.indexOf(b.method),
  );
}

function sortedByName<T>(named: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(named).sort(([a], [b]) => a.localeCompare(b, "en")));
}
