import type { Schema } from "./openapi-schemas";

type Resolve = (schema: Schema) => Schema;

const instant = "2026-01-31T09:30:00.000Z";

/**
 * An example value of a schema. In a request: the required members and those with an example. In a response: every member,
 * and null where that is allowed and there is no example.
 */
export function exampleOf(schema: Schema, direction: "request" | "answer", resolve: Resolve): unknown {
  const { examples, default: preset, const: only, enum: choices, ...shape } = resolve(schema);
  const again = (inner: Schema) => exampleOf(inner, direction, resolve);
  if (examples && examples.length > 0) return examples[0];
  if (preset !== undefined) return preset;
  if (only !== undefined) return only;

  const options = (shape.anyOf ?? shape.oneOf ?? []) as Schema[];
  const types = [shape.type].flat();
  if (types.includes("null") || options.some((option) => option.type === "null")) return null;
  if (choices) return choices[0];
  if (options[0]) return again(options[0]);
  switch (types[0]) {
    case "object":
      return objectExample(shape, direction, again);
    case "array":
      return [again((shape.items ?? {}) as Schema)];
    case "string":
      return shape.format === "date-time" ? instant : "…";
    case "boolean":
      return false;
    case "integer":
    case "number":
      return shape.minimum ?? 0;
    default:
      return {};
  }
}

function objectExample(shape: Schema, direction: "request" | "answer", again: (inner: Schema) => unknown) {
  const members = Object.entries((shape.properties ?? {}) as Record<string, Schema>);
  const shown = members.filter(
    ([name, member]) => direction === "answer" || shape.required?.includes(name) || member.examples,
  );
  return Object.fromEntries(shown.map(([name, member]) => [name, again(member)]));
}
