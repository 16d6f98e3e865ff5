import fc from "fast-check";
import { z } from "zod";
import { newId, toTypeId } from "@/lib/id";

/* Input that nobody should send, made from what the endpoints declare of themselves. */

type Schema = z.core.JSONSchema.BaseSchema;

/** Text that is known to break storage, comparison, headers, paths or query languages. */
export const hostileTexts: readonly string[] = [
  ...[
    "",
    " ",
    "\t\n",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\udc00x",
    "\ud800\ud800",
    "\ufeff",
    "\u202e",
    "\u200b",
    "\uffff",
  ],
  ...[
    "💩".repeat(50),
    "e\u0301".repeat(100),
    "\u0300".repeat(200),
    "ﷺ".repeat(100),
    "İ".repeat(100),
    "𝟙𝟚𝟛",
    "１２３",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "NaN",
    "true",
    "[object Object]",
  ],
  ...[
    "' or 1=1 --",
    '"; drop table users; --',
    "$1",
    "%s%n",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: literal, for engines that would interpolate it.
    "${7*7}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "\\",
    "\\u0000",
  ],
  ...[
    "../../etc/passwd",
    "%00",
    "%2e%2e%2f",
    "\r\nX-Injected: 1",
    "javascript:alert(1)",
    "file:///etc/passwd",
  ],
  ...[
    "0",
    "-1",
    "1e999",
    "9007199254740993",
    "0x10",
    "1".repeat(10_000),
    "a".repeat(10_000),
    "a".repeat(30_000),
  ],
];

/** The example of a text schema, or any text. */
const plausible = fc.constantFrom(
  ...[
    "jane@example.com",
    "+4915112345678",
    "0151 12345678",
    "DE",
    "en",
    "confirm",
    "authenticate",
    "email",
    "sms",
    "csk_x",
  ],
  ...[
    "https://shop.example/done",
    "http://localhost:1/",
    "2026-01-31T09:30:00Z",
    "0000-01-01T00:00:00Z",
    "123 456",
    "#2f6b4f",
  ],
  ...["inbox", "smtp", "users:read", "inbox:read", "127.0.0.1", "::1"],
  ...(["ver", "usr", "idn", "key", "evt", "prv", "dlv"] as const).map((prefix) => toTypeId(prefix, newId())),
);
export const someText = fc.oneof(
  { weight: 3, arbitrary: plausible },
  { weight: 2, arbitrary: fc.constantFrom(...hostileTexts) },
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ maxLength: 80 }),
);
const someNumber = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    5,
    6,
    10,
    60,
    600,
    86_400,
    2 ** 31,
    -(2 ** 31),
    2 ** 53,
    1e21,
    1e308,
    -1e308,
    5e-324,
    0.5,
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON value. */
export const someJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(someText, fc.oneof(someText, someNumber, fc.constant(null)), { maxKeys: 8 }),
);

/** Values close to a schema: mostly valid, with an occasional arbitrary member. */
export function near(schema: Schema, root: Schema = schema): fc.Arbitrary<unknown> {
  const right = shapedLike(resolve(schema, root), root);
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: someJson });
}

function shapedLike(schema: Schema, root: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...schema.enum) }, someText);
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (options) return fc.oneof(...options.map((option) => near(option, root)));
  switch ([schema.type].flat()[0]) {
    case "string":
      return someText;
    case "integer":
    case "number":
      return fc.oneof(
        someNumber,
        fc.integer({ min: bound(schema.minimum, 0), max: bound(schema.maximum, 100) }),
      );
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(near((schema.items ?? {}) as Schema, root), { maxLength: 4 });
    case "object":
      return objectLike(schema, root);
    default:
      return someJson;
  }
}

const bound = (value: unknown, otherwise: number) =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : otherwise;

function objectLike(schema: Schema, root: Schema): fc.Arbitrary<unknown> {
  const members = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const known = fc.record(Object.fromEntries(members.map(([name, member]) => [name, near(member, root)])), {
    requiredKeys: [],
  });
  const values = schema.additionalProperties;
  if (!values || typeof values !== "object") return known;
  return fc.dictionary(someText, near(values as Schema, root), { maxKeys: 4 });
}

function resolve(schema: Schema, root: Schema): Schema {
  if (!schema.$ref) return schema;
  const definitions = (root.$defs ?? {}) as Record<string, Schema>;
  return definitions[schema.$ref.replace("#/$defs/", "")] ?? {};
}

export function schemaOf(type: z.ZodType): Schema {
  return z.toJSONSchema(type, { io: "input", unrepresentable: "any" }) as Schema;
}

/** For each place in a schema that takes text, one value with this text there: values, and names of free-form members. */
export function withTextEverywhere(schema: Schema, text: string, root: Schema = schema): unknown[] {
  const here = resolve(schema, root);
  const again = (inner: Schema) => withTextEverywhere(inner, text, root);
  const options = (here.anyOf ?? here.oneOf) as Schema[] | undefined;
  if (options) return options.flatMap(again);
  switch ([here.type].flat()[0]) {
    case "string":
      return [text];
    case "array":
      return again((here.items ?? {}) as Schema).map((item) => [item]);
    case "object": {
      const members = Object.entries((here.properties ?? {}) as Record<string, Schema>);
      const named = members.flatMap(([name, member]) => again(member).map((value) => ({ [name]: value })));
      if (typeof here.additionalProperties !== "object") return named;
      const free = here.additionalProperties as Schema;
      const byName = { [text]: free.type === "string" ? "value" : {} };
      return [...named, byName, ...again(free).map((value) => ({ name: value }))];
    }
    default:
      return [];
  }
}
