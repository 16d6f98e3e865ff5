import { z } from "zod";

/** A member of a config in JSON Schema. `writeOnly` marks secrets. */
interface JsonMember {
  writeOnly?: boolean;
}

/** The config schema of a provider or connector kind. */
export interface ConfigSchema {
  /** Its members, from which forms are generated. */
  readonly jsonSchema: z.core.JSONSchema.JSONSchema;
  /** Members that are encrypted and never shown. */
  readonly secretMembers: readonly string[];
}

export function configSchemaOf(schema: z.ZodType): ConfigSchema {
  const jsonSchema = z.toJSONSchema(schema, { io: "input" });
  const members = Object.entries((jsonSchema.properties ?? {}) as Record<string, JsonMember>);
  return {
    jsonSchema,
    secretMembers: members.filter(([, member]) => member.writeOnly).map(([name]) => name),
  };
}

/** A kind as forms show it, in one language. */
export interface ShownKind {
  title: string;
  description: string;
  /** With titles and descriptions of the members. */
  jsonSchema: ConfigSchema["jsonSchema"];
}

/** The schema with the titles and descriptions of its members. */
export function describedSchema(
  { jsonSchema }: Pick<ConfigSchema, "jsonSchema">,
  textOf: (member: string, text: "title" | "description") => string | undefined,
): ConfigSchema["jsonSchema"] {
  const members = Object.entries(jsonSchema.properties ?? {}).map(([name, member]) => {
    const [title, description] = [textOf(name, "title"), textOf(name, "description")];
    return [name, { ...(member as object), ...(title && { title }), ...(description && { description }) }];
  });
  return { ...jsonSchema, properties: Object.fromEntries(members) };
}

export interface ConfigViolation {
  /** JSON Pointer (RFC 6901) into the request with the config. */
  pointer: string;
  message: string;
}

export function configViolationsOf(error: z.ZodError): ConfigViolation[] {
  return error.issues.map(({ path, message }) => ({ pointer: ["", "config", ...path].join("/"), message }));
}
