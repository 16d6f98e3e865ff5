import { z } from "zod";

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type Schema = z.core.JSONSchema.BaseSchema;

const definitions = "#/$defs/";
const components = "#/components/schemas/";

/** Collects the schemas of a document. Those with an id appear once, under their name, and are referenced elsewhere. */
export class SchemaCollection {
  readonly named: Record<string, Schema> = {};

  /** How clients write (`input`) or read (`output`) what a zod schema describes. */
  add(schema: z.ZodType, io: "input" | "output"): Schema {
    const { $schema, $defs = {}, ...root } = z.toJSONSchema(schema, { io, override: tidy });
    for (const [name, definition] of Object.entries($defs)) this.#name(name, pointToComponents(definition));
    return pointToComponents(root);
  }

  /** Resolves a reference to its schema. */
  resolve(schema: Schema): Schema {
    return schema.$ref?.startsWith(components) ? this.named[schema.$ref.slice(components.length)]! : schema;
  }

  #name(name: string, schema: Schema): void {
    const had = this.named[name];
    if (had && JSON.stringify(had) !== JSON.stringify(schema)) {
      throw new Error(`Two schemas have the id ${name}: name them apart, or leave one without.`);
    }
    this.named[name] = schema;
  }
}

/** Removes what zod generates but readers do not need. */
function tidy({ jsonSchema }: { jsonSchema: Schema }): void {
  // The format is enough; the pattern has 300 characters.
  if (jsonSchema.format === "date-time" || jsonSchema.format === "email") delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // OpenAPI 3.1 deprecates `example` for JSON Schema's `examples`.
  if ("example" in jsonSchema) {
    jsonSchema.examples = [jsonSchema.example];
    delete jsonSchema.example;
  }
}

function pointToComponents(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? value.replace(definitions, components) : value,
  );
}
