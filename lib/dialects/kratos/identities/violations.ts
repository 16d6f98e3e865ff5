import type { SchemaViolation } from "@/lib/json-schema";

/** An error of the vendor's validator, github.com/ory/jsonschema/v3 `errors.go`: where, by which part of the schema, and why. */
interface ValidationError {
  instance: Path;
  schema: Path;
  message: string;
  causes: ValidationError[];
}

/** An error and the schema whose keyword it is about. */
interface Found {
  owner: Path;
  error: ValidationError;
}

type Path = readonly string[];

/** A document can violate a schema as often as it has members. Nobody reads more than these. */
const mostViolations = 100;

/** Violations as the text of the vendor's validator. Several are listed below the schema they have in common. */
export function describeViolations(violations: readonly SchemaViolation[]): string {
  const found = foundIn(violations.slice(0, mostViolations));
  return asOne({ schema: [], instance: [] }, found).map(textOf).join("\n");
}

function textOf({ instance, schema, message, causes }: ValidationError): string {
  const below = causes.flatMap((cause) => textOf(cause).split("\n")).map((line) => `\n  ${line}`);
  return `I[${pointer(instance)}] S[${pointer(schema)}] ${message}${below.join("")}`;
}

const pointer = (path: Path) => ["#", ...path].join("/");
const pathOf = (pointer: string) => pointer.split("/").slice(1);

/** One error for each violation. Missing and unexpected members of one object share theirs. */
function foundIn(violations: readonly SchemaViolation[]): Found[] {
  const typeErrors = new Set(
    violations.filter(({ keyword }) => keyword === "type").map((found) => placeOf(found)),
  );
  const byPlace = groupBy(
    violations.filter(
      // A value of the wrong type is not compared with the rest of its schema.
      (found) =>
        found.keyword !== "propertyNames" && (found.keyword === "type" || !typeErrors.has(placeOf(found))),
    ),
    ({ keyword, instancePath, schemaPath, propertyName = "", params }) =>
      keyword === "dependencies" ? params : `${instancePath} ${schemaPath} ${propertyName}`,
  );
  return [...byPlace.values()].map((same) => {
    const { instancePath, schemaPath, propertyName } = same[0]!;
    const owner = pathOf(schemaPath).slice(0, -1);
    const instance = [...pathOf(instancePath), ...(propertyName === undefined ? [] : [propertyName])];
    return {
      owner,
      error: { instance, schema: [...owner, ...keywordOf(same[0]!)], message: messageOf(same), causes: [] },
    };
  });
}

const placeOf = ({ instancePath, schemaPath }: SchemaViolation) =>
  `${instancePath} ${schemaPath.slice(0, schemaPath.lastIndexOf("/"))}`;

/** Where the vendor says that the violated keyword is. */
function keywordOf({ keyword, schemaPath, params, schema }: SchemaViolation): Path {
  if (keyword === "if") return [params.failingKeyword];
  if (keyword === extensionName) return ["format"];
  if (keyword !== "dependencies") return pathOf(schemaPath).slice(-1);
  const needed: unknown = (schema as Record<string, unknown>)[params.property];
  return [
    keyword,
    params.property,
    String(Array.isArray(needed) ? needed.indexOf(params.missingProperty) : 0),
  ];
}

/** What the compiled schema calls the extension `ory.sh/kratos`. */
const extensionName = "x-extension";

/** A schema's errors as one, if there are any. `at`: the schema, and the value it is for. */
function asOne(at: { schema: Path; instance: Path }, found: readonly Found[]): ValidationError[] {
  const depth = at.schema.length;
  const own = found.filter(({ owner }) => owner.length <= depth).map(({ error }) => error);
  const below = groupBy(
    found.filter(({ owner }) => owner.length > depth),
    ({ owner, error }) => {
      const step = stepOf(owner.slice(depth), error.instance.slice(at.instance.length));
      return JSON.stringify(step);
    },
  );
  for (const [key, inside] of below) {
    const step: Step = JSON.parse(key);
    const schema = [...at.schema, ...step.schema];
    const errors = asOne({ schema, instance: [...at.instance, ...step.instance] }, inside);
    const [keyword] = step.schema;
    const wrapper = own.find((error) => pointer(error.schema) === pointer([...at.schema, keyword!]));
    if (wrapper) wrapper.causes.push(...errors);
    else if (keyword === "allOf") own.push({ ...at, schema, message: "allOf failed", causes: errors });
    else own.push(...errors);
  }
  return own.length < 2 ? own : [{ ...at, message: "validation failed", causes: own }];
}

/** `Map.groupBy`, which Node.js 20 does not have. */
function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

interface Step {
  schema: Path;
  instance: Path;
}

/** The step from a schema to the one below, and from its value to the one below, if it is for another value. */
function stepOf(schema: Path, instance: Path): Step {
  switch (schema[0]) {
    case "properties":
    case "patternProperties":
      return { schema: schema.slice(0, 2), instance: instance.slice(0, 1) };
    case "items":
    case "additionalItems":
    case "additionalProperties":
    case "propertyNames":
    case "contains":
      return {
        schema: schema.slice(0, /^\d+$/.test(schema[1] ?? "") ? 2 : 1),
        instance: instance.slice(0, 1),
      };
    case "allOf":
    case "anyOf":
    case "oneOf":
    case "dependencies":
      return { schema: schema.slice(0, 2), instance: [] };
    case "then":
    case "else":
      return { schema: schema.slice(0, 1), instance: [] };
    default:
      // A reference: what it refers to says where it is.
      return { schema, instance };
  }
}

const quoted = (value: unknown) => JSON.stringify(value);

/** The vendor's texts, from github.com/ory/jsonschema/v3 `schema.go`. */
function messageOf(same: readonly SchemaViolation[]): string {
  const { keyword, params, data, schema, message = "" } = same[0]!;
  const size = () => (typeof data === "string" ? [...data].length : Object.keys(data as object).length);
  switch (keyword) {
    case "type":
      return `expected ${[schema].flat().join(" or ")}, but got ${typeOf(data)}`;
    case "required":
      return `missing properties: ${same.map((one) => quoted(one.params.missingProperty)).join(", ")}`;
    case "additionalProperties":
      return `additionalProperties ${same.map((one) => quoted(one.params.additionalProperty)).join(", ")} not allowed`;
    case "dependencies":
      return `property ${quoted(params.missingProperty)} is required, if ${quoted(params.property)} property exists`;
    case "const":
      return isPlain(schema) ? `value must be ${shown(schema)}` : "const failed";
    case "enum": {
      const values = schema as unknown[];
      if (!values.every(isPlain)) return "enum failed";
      return `value must be ${values.length === 1 ? "" : "one of "}${values.map(shown).join(", ")}`;
    }
    case "format":
      return `${quoted(data)} is not valid ${quoted(schema)}`;
    case "pattern":
      return `does not match pattern ${quoted(schema)}`;
    case "minLength":
      return `length must be >= ${schema}, but got ${size()}`;
    case "maxLength":
      return `length must be <= ${schema}, but got ${size()}`;
    case "minimum":
      return `must be >= ${schema} but found ${data}`;
    case "exclusiveMinimum":
      return `must be > ${schema} but found ${data}`;
    case "maximum":
      return `must be <= ${schema} but found ${data}`;
    case "exclusiveMaximum":
      return `must be < ${schema} but found ${data}`;
    case "multipleOf":
      return `${data} not multipleOf ${schema}`;
    case "minProperties":
    case "maxProperties":
    case "minItems":
    case "maxItems": {
      const [bound, what] = [keyword.slice(0, 3), keyword.slice(3).toLowerCase()];
      return `${bound}imum ${schema} ${what} allowed, but found ${size()} ${what}`;
    }
    case "additionalItems":
      return `only ${params.limit} items are allowed, but found ${size()} items`;
    case "uniqueItems":
      return `items at index ${params.j} and ${params.i} are equal`;
    case "oneOf":
      return params.passingSchemas
        ? `valid against schemas at indexes ${params.passingSchemas.join(" and ")}`
        : "oneOf failed";
    case "anyOf":
    case "not":
    case "contains":
      return `${keyword} failed`;
    case "if":
      return `if-${params.failingKeyword} failed`;
    case "false schema":
      return "always fail";
    default:
      return message;
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const isPlain = (value: unknown) => typeof value !== "object" || value === null;

/** A value as Go's `%#v`, for which numbers in JSON are strings. */
const shown = (value: unknown) =>
  value === null ? "<nil>" : typeof value === "boolean" ? String(value) : quoted(String(value));
