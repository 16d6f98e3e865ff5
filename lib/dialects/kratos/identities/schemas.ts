import type { Ctx } from "@/lib/access";
import { compileIdentitySchema, type IdentitySchema, type KratosSettings } from "@/lib/projects";
import { errors } from "../errors";
import type { Call } from "../protocol";
import { errorReply, json, type Reply } from "../reply";
import { baseOf } from "../urls";
import { builtInSchema, builtInSchemaId } from "./built-in-schema";
import { linksTo, readOffset } from "./paging";

export type SchemaEntry = KratosSettings["schemas"][number];

/** The project's schemas: its own, and the built-in one unless one of them replaces it. */
export function schemasOf({ schemas }: KratosSettings): SchemaEntry[] {
  const isReplaced = schemas.some(({ id }) => id === builtInSchemaId);
  return isReplaced ? schemas : [builtInEntry, ...schemas];
}

const builtInEntry: SchemaEntry = { id: builtInSchemaId, schema: builtInSchema };

/** The schema with an id, plain or in base64url. As with the vendor, the plain one comes first. */
export function findSchema(settings: KratosSettings, id: string): SchemaEntry | undefined {
  const schemas = schemasOf(settings);
  const decoded = Buffer.from(id, "base64url").toString("utf8");
  return schemas.find((schema) => schema.id === id) ?? schemas.find((schema) => schema.id === decoded);
}

export const schemaUrl = (base: string, id: string) =>
  `${base}/schemas/${Buffer.from(id, "utf8").toString("base64url")}`;

/** Projects are cached, so a schema is compiled once per process and change. */
const compiled = new WeakMap<object, IdentitySchema>();

export function compiledSchema({ id, schema }: SchemaEntry): IdentitySchema {
  const before = compiled.get(schema);
  if (before) return before;
  const made = compileIdentitySchema(schema);
  if (!made.ok) throw new Error(`The schema ${id}, which was checked when it was set, cannot be compiled.`);
  compiled.set(schema, made.value);
  return made.value;
}

export async function listSchemas(ctx: Ctx, { request }: Call): Promise<Reply> {
  const asked = new URL(request.url);
  const { offset, limit } = readOffset(asked.searchParams);
  const schemas = schemasOf(ctx.project.settings.dialects.kratos);
  const url = new URL(`${asked.pathname}${asked.search}`, baseOf(ctx.project, request.headers));
  return json(200, schemas.slice(offset, offset + limit), {
    link: linksTo(url, { offset, limit, total: schemas.length }),
    "x-total-count": String(schemas.length),
  });
}

export async function getSchema(
  { project }: Ctx,
  { request }: Call,
  { id = "" }: Record<string, string>,
): Promise<Reply> {
  const found = findSchema(project.settings.dialects.kratos, id);
  return found ? json(200, found.schema) : errorReply(errors.schemaUnknown(id), request.headers);
}
