import type {
  HttpMethod,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  Reference,
  ResponseObject,
  Schema,
} from "@/lib/http";
import generated from "@/public/api/v1/openapi.json";

/** The document served at /api/v1/openapi.json. These pages show nothing else. */
export const reference = generated as unknown as OpenApiDocument;

export interface Call {
  method: HttpMethod;
  path: string;
  operation: OperationObject;
}

export interface Chapter {
  slug: string;
  name: string;
  description: string;
  calls: Call[];
}

const calls: Call[] = Object.entries(reference.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method: method as HttpMethod, path, operation })),
);

/** The tags that have calls, in reading order. */
export const chapters: Chapter[] = reference.tags
  .map((tag) => ({
    ...tag,
    slug: slugOf(tag.name),
    calls: calls.filter(({ operation }) => operation.tags[0] === tag.name),
  }))
  .filter((chapter) => chapter.calls.length > 0);

export function findChapter(slug: string): Chapter | undefined {
  return chapters.find((chapter) => chapter.slug === slug);
}

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

/** A schema, and its name if it has one. */
export function resolveSchema(schema: Schema): { name: string | null; schema: Schema } {
  const name = schema.$ref?.split("/").at(-1);
  return name ? { name, schema: reference.components.schemas[name]! } : { name: null, schema };
}

export function resolveResponse(response: Reference | ResponseObject): ResponseObject {
  return "$ref" in response ? reference.components.responses[response.$ref.split("/").at(-1)!]! : response;
}

export function parametersOf({ parameters }: OperationObject): ParameterObject[] {
  return parameters.map((p) =>
    "$ref" in p ? reference.components.parameters[p.$ref.split("/").at(-1)!]! : p,
  );
}

/** The operation's success response. */
export function successOf({ responses }: OperationObject): { status: string; response: ResponseObject } {
  const [status, response] = Object.entries(responses).find(([status]) => status.startsWith("2"))!;
  return { status, response: resolveResponse(response) };
}

export interface RefusalLine {
  status: string;
  code: string;
  title: string;
}

/** The problems of an operation. */
export function refusalsOf({ responses }: OperationObject): RefusalLine[] {
  return Object.entries(responses).flatMap(([status, response]) =>
    (resolveResponse(response)["x-problem-codes"] ?? []).map((code) => ({
      status,
      code,
      title: reference.components.examples[code]!.summary,
    })),
  );
}

/** The calls that can return a code, with links to them. */
export function callsRefusedWith(code: string): (Call & { href: string })[] {
  return chapters.flatMap(({ slug, calls }) =>
    calls
      .filter(({ operation }) => refusalsOf(operation).some((refusal) => refusal.code === code))
      .map((call) => ({ ...call, href: `/docs/api/${slug}#${call.operation.operationId}` })),
  );
}
