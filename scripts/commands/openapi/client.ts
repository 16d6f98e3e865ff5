import { readFileSync } from "node:fs";

/*
 * Writes the types and operations of `@countersign/client` from the OpenAPI document. The usual generators need TypeScript's old
 * compiler API, which the version used here no longer has. They also repeat every error response for every operation, which makes
 * their output twenty times as large.
 */

export const clientFile = "packages/client/src/api.ts";

/** The part of JSON Schema that the document uses. `typeOf` throws for anything else. */
interface Schema {
  $ref?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  type?: string | string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  description?: string;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

interface DocumentedOperation {
  operationId: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }>; "x-problem-codes"?: string[] }>;
}

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  webhooks: Record<string, { post: { requestBody: { content: Record<string, { schema: Schema }> } } }>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, { "x-problem-codes"?: string[] }>;
  };
}

export function keptClient(): string | null {
  try {
    return readFileSync(clientFile, "utf8");
  } catch {
    return null;
  }
}

/** The module as the document says it now. */
export function writtenClient(text: string): string {
  const document = JSON.parse(text) as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const events = Object.values(document.webhooks).map(({ post }) =>
    typeOf(jsonOf(post.requestBody.content)!),
  );
  return [
    "// Written by `npm run openapi`. Do not edit.",
    'import { type Operation, operation } from "./operation.js";\n',
    ...Object.entries(document.components.schemas).map(declaration),
    `/** The body of a webhook. */\nexport type WebhookEvent =\n  | ${events.join("\n  | ")};\n`,
    `/** Why a call can be refused. */\nexport type ProblemCode =\n  | ${problemCodes(document).map(literal).join("\n  | ")};\n`,
    ...operations.map(({ path, method, operation }) => operationText(path, method, operation, document)),
  ].join("\n");
}

function problemCodes({ paths, components }: Document): string[] {
  const inline = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ responses }) => Object.values(responses)),
  );
  const all = [...inline, ...Object.values(components.responses)].flatMap((r) => r["x-problem-codes"] ?? []);
  return [...new Set(all)].sort();
}

function declaration([name, schema]: [string, Schema]): string {
  const text = typeOf(schema);
  const declared = typeName(name);
  return text.startsWith("{")
    ? `${comment(schema.description)}export interface ${declared} ${text}\n`
    : `${comment(schema.description)}export type ${declared} = ${text};\n`;
}

/** `Webhook_verification.started_v1` is `WebhookVerificationStartedV1`. */
function typeName(name: string): string {
  return name
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

function typeOf(schema: Schema, indent = ""): string {
  if (schema.$ref) return typeName(schema.$ref.split("/").at(-1)!);
  if ("const" in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(" | ");
  if (schema.anyOf) return schema.anyOf.map((part) => typeOf(part, indent)).join(" | ");
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(" | ");
  }
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `Array<${typeOf(schema.items ?? {}, indent)}>`;
    case "object":
      return objectType(schema, indent);
    case undefined:
      return "unknown";
    default:
      throw new Error(`Unknown type ${schema.type} in the OpenAPI document.`);
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema, indent: string): string {
  if (!properties || Object.keys(properties).length === 0) {
    if (additionalProperties === false) return "Record<string, never>";
    const value = typeof additionalProperties === "object" ? typeOf(additionalProperties, indent) : "unknown";
    return `{ [name: string]: ${value} }`;
  }
  const inner = `${indent}  `;
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `${comment(schema.description, inner)}${inner}${propertyName(name)}${required.includes(name) ? "" : "?"}: ${typeOf(schema, inner)};`,
  );
  if (additionalProperties !== false) members.push(`${inner}[member: string]: unknown;`);
  return `{\n${members.join("\n")}\n${indent}}`;
}

const literal = (value: unknown) => JSON.stringify(value);
const propertyName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));

function comment(text: string | undefined, indent = ""): string {
  if (!text) return "";
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

const jsonOf = (content: Record<string, { schema: Schema }> | undefined) =>
  content?.["application/json"]?.schema;

function operationText(
  path: string,
  method: string,
  operation: DocumentedOperation,
  document: Document,
): string {
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith("2"))?.[1];
  const output = jsonOf(success?.content);
  // Event streams are not calls; `waitSeconds` serves the same purpose.
  if (!output) return "";
  const isKeyed = operation.parameters?.some(({ $ref }) => $ref?.endsWith("/IdempotencyKey")) ?? false;
  const repeats = method !== "POST" ? undefined : isKeyed ? "by key" : "never";
  const args = [method, path, ...(repeats ? [repeats] : [])].map(literal).join(", ");
  const name = operation.operationId;
  const types = `${inputType(operation, document)}, ${typeOf(output)}`;
  const description = [operation.summary && `${operation.summary}.`, operation.description]
    .filter(Boolean)
    .join("\n\n");
  return `${comment(description)}export const ${name}: Operation<${types}> = /* @__PURE__ */ operation(${args});\n`;
}

/** One object with the members of path, query and body. */
function inputType(
  { operationId, parameters = [], requestBody }: DocumentedOperation,
  document: Document,
): string {
  const own = parameters.filter(({ $ref }) => !$ref);
  const body = jsonOf(requestBody?.content);
  const bodyMembers = Object.keys(resolve(body, document)?.properties ?? {});
  const clash = own.find(({ name }) => bodyMembers.includes(name));
  if (clash) throw new Error(`${operationId} has ${clash.name} in its path and its body.`);
  const isQuery = (parameter: Parameter) => parameter.in === "query";
  if (body && own.some(isQuery)) throw new Error(`${operationId} has both a query and a body.`);
  const parts = [
    ...(own.length > 0 ? [typeOf(parametersSchema(own))] : []),
    ...(body && bodyMembers.length > 0 ? [typeOf(body)] : []),
  ];
  return parts.length > 0 ? parts.join(" & ") : "Record<never, never>";
}

function parametersSchema(parameters: Parameter[]): Schema {
  return {
    type: "object",
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [name, { description, ...schema }]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function resolve(schema: Schema | undefined, { components }: Document): Schema | undefined {
  return schema?.$ref ? components.schemas[schema.$ref.split("/").at(-1)!] : schema;
}
