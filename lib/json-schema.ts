import { createContext, Script } from "node:vm";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { ok, type Result, refuse } from "./result";

/** A violation of a schema, with `schema`, `parentSchema` and `data`. */
export type SchemaViolation = ErrorObject;

export interface JsonSchemaOptions {
  /** Own formats, which replace those of the standard. */
  formats: Readonly<Record<string, (text: string) => boolean>>;
  /** An additional keyword, and what it does with each value it applies to. Returns a violation's text, or null. */
  extension: {
    keyword: string;
    apply: (found: {
      config: unknown;
      schema: Readonly<Record<string, unknown>>;
      value: unknown;
    }) => string | null;
  };
}

/** Why a schema cannot be used, in a sentence. */
export interface SchemaRefusal {
  code: "schema_invalid";
  reason: string;
}

const invalid = (reason: string) =>
  refuse({ code: "schema_invalid", reason } as const satisfies SchemaRefusal);

export interface JsonSchema {
  /** All violations of a document. Null: validating it takes too long. */
  violationsOf(document: unknown): readonly SchemaViolation[] | null;
}

/**
 * The longest time for validating a document. Patterns and nested alternatives of a schema can take exponential time for
 * some documents, and nothing else runs meanwhile. Other documents take less than a millisecond, but a busy machine can
 * interrupt that for long.
 */
const longestMs = 1000;

/** What ajv calls the extension: its own keywords cannot contain dots or slashes. */
const extensionName = "x-extension";

/** Compiles a schema of draft 7. `$ref` can only refer to the schema itself, so that nothing is loaded. */
export function compileJsonSchema(
  schema: Readonly<Record<string, unknown>>,
  { formats, extension }: JsonSchemaOptions,
): Result<JsonSchema, SchemaRefusal> {
  const flaw = flawOf(schema);
  if (flaw) return invalid(flaw);
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    // As draft 7 says.
    ignoreKeywordsWithRef: true,
    code: { regExp: Object.assign(patternOf, { code: "" }) },
  } as ConstructorParameters<typeof Ajv>[0]);
  addFormats.default(ajv);
  for (const [name, isValid] of Object.entries(formats)) ajv.addFormat(name, isValid);
  ajv.addKeyword({ keyword: extensionName, validate: keywordOf(extension.apply), errors: true });
  const { $schema: _, ...rest } = renamed(schema, extension.keyword) as Record<string, unknown>;
  try {
    const validate = ajv.compile(rest);
    return ok({ violationsOf: (document) => violationsOf(validate, document) });
  } catch (error) {
    return invalid((error as Error).message);
  }
}

function violationsOf(validate: ValidateFunction, document: unknown): readonly SchemaViolation[] | null {
  const isValid = withinTime(() => validate(document));
  return isValid === null ? null : isValid ? [] : (validate.errors ?? []);
}

let draft7: Ajv | undefined;

/** What is wrong with a schema before it is compiled. */
function flawOf(schema: Readonly<Record<string, unknown>>): string | null {
  const { $schema } = schema;
  if ($schema !== undefined && !/^https?:\/\/json-schema\.org\/draft-0[67]\/schema#?$/.test(String($schema)))
    return `$schema is ${JSON.stringify($schema)}, expected http://json-schema.org/draft-07/schema#`;
  const refs = new Map<string, string>();
  const flaw = flawBelow(schema, "#", 0, refs) ?? cycleIn(refs);
  if (flaw) return flaw;
  draft7 ??= new Ajv({ logger: false });
  const { $schema: _, ...rest } = schema;
  if (draft7.validateSchema(rest)) return null;
  const [error] = draft7.errors ?? [];
  return `#${error?.instancePath} ${error?.message}`;
}

const deepest = 50;

function flawBelow(value: unknown, at: string, depth: number, refs: Map<string, string>): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (depth > deepest) return `is nested deeper than ${deepest} levels`;
  const { $ref, $async } = value as { $ref?: unknown; $async?: unknown };
  if ($async !== undefined) return `${at} contains $async`;
  if (typeof $ref === "string") {
    if (!/^#(\/|$)/.test($ref))
      return `${at} refers to ${JSON.stringify($ref)}. Only references within the schema (#/…) are followed`;
    refs.set(at, $ref.replace(/\/$/, ""));
  }
  for (const [name, member] of Object.entries(value)) {
    const step = name.replaceAll("~", "~0").replaceAll("/", "~1");
    const flaw = flawBelow(member, `${at}/${step}`, depth + 1, refs);
    if (flaw) return flaw;
  }
  return null;
}

/** References that only lead to each other would never end. */
function cycleIn(refs: ReadonlyMap<string, string>): string | null {
  for (const start of refs.keys()) {
    const visited = new Set<string>();
    for (let at: string | undefined = start; at !== undefined; at = refs.get(at)) {
      if (visited.has(at)) return `${at} refers to itself`;
      visited.add(at);
    }
  }
  return null;
}

/** A pattern. Not all that other validators accept are valid with the Unicode flag, such as `\-`. */
function patternOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

/** A copy in which the extension has the name that ajv accepts. */
function renamed(value: unknown, keyword: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, keyword));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) =>
      name === keyword ? [extensionName, member] : [name, renamed(member, keyword)],
    ),
  );
}

type Apply = JsonSchemaOptions["extension"]["apply"];

function keywordOf(apply: Apply) {
  return function validate(config: unknown, value: unknown, schema: unknown): boolean {
    const message = apply({ config, value, schema: (schema ?? {}) as Record<string, unknown> });
    Object.assign(validate, {
      errors: message === null ? null : [{ keyword: extensionName, message, params: {} }],
    });
    return message === null;
  };
}

const sandbox = createContext({});
const script = new Script("run()");

/** The result, or null if the time was over. Even a regular expression is interrupted. */
function withinTime<T>(run: () => T): T | null {
  try {
    return script.runInContext(Object.assign(sandbox, { run }), { timeout: longestMs });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return null;
    throw error;
  }
}
