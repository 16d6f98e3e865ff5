import type { Schema } from "@/lib/http";
import { resolveSchema } from "./reference";

/** A short name for a type: "string", "Verification", "list of Provider", "email, sms or null". */
export function typeOf(schema: Schema): string {
  const words = [...new Set(typeWords(schema))];
  const last = words.pop()!;
  return words.length > 0 ? `${words.join(", ")} or ${last}` : last;
}

function typeWords(given: Schema): string[] {
  const { name, schema } = resolveSchema(given);
  if (name) return [name];
  const page = pagedOf(schema);
  if (page) return [`page of ${typeOf(page)}`];
  const options = optionsOf(schema);
  if (options.length > 0) return options.flatMap(typeWords);
  if (schema.enum) return schema.enum.map(String);
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  return [schema.type ?? "any"].flat().map((type) => typeWord(type, schema));
}

function typeWord(type: string, schema: Schema): string {
  if (type === "array") return `list of ${typeOf((schema.items ?? {}) as Schema)}`;
  if (type === "string" && schema.format === "date-time") return "instant";
  if (type === "object" && !schema.properties) return "map";
  return type;
}

/** The bounds of a value, as phrases: "1 to 100", "at most 64 characters", "20 by default". */
export function boundsOf(schema: Schema): string[] {
  return [
    range(schema.minimum, schema.maximum, ""),
    range(schema.minLength, schema.maxLength, " characters"),
    range(schema.minItems, schema.maxItems, " entries"),
    schema.default === undefined ? null : `${JSON.stringify(schema.default)} by default`,
  ].filter((phrase) => phrase !== null);
}

/** The members of an object, of the entries of a list, or of the one alternative to null; empty if there are none. */
export function membersOf(given: Schema): { name: string; schema: Schema; isRequired: boolean }[] {
  const { schema } = resolveSchema(given);
  if (schema.items) return membersOf(schema.items as Schema);
  const options = optionsOf(schema).filter((option) => option.type !== "null");
  if (options.length === 1) return membersOf(options[0]!);
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, member]) => ({
    name,
    schema: member,
    isRequired: Boolean(schema.required?.includes(name)),
  }));
}

/** The entries of a list response. */
function pagedOf({ properties = {} }: Schema): Schema | undefined {
  const { data, nextCursor } = properties as Record<string, Schema | undefined>;
  return nextCursor && (data?.items as Schema | undefined);
}

function optionsOf(schema: Schema): Schema[] {
  return (schema.anyOf ?? schema.oneOf ?? []) as Schema[];
}

function range(least: number | undefined, most: number | undefined, unit: string): string | null {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`;
  if (most !== undefined) return `at most ${most}${unit}`;
  return least === undefined || least === 0 ? null : `at least ${least}${unit}`;
}
