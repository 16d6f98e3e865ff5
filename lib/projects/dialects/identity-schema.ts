import { z } from "zod";
import { compileJsonSchema, type JsonSchema, type SchemaViolation } from "@/lib/json-schema";
import { mapOk, type Result } from "@/lib/result";

/** The keyword with which a schema marks traits that are addresses. */
const extension = "ory.sh/kratos";

const via = z.enum(["email", "sms"]);
/** Other members, such as those for passkeys, have no meaning here. */
const extensionConfig = z.looseObject({
  verification: z.looseObject({ via }).optional(),
  recovery: z.looseObject({ via }).optional(),
  credentials: z
    .looseObject({ password: z.looseObject({ identifier: z.boolean().optional() }).optional() })
    .optional(),
});

/** A trait that the schema marks. */
export interface MarkedTrait {
  value: string;
  verification: z.output<typeof via> | null;
  recovery: z.output<typeof via> | null;
  isPasswordIdentifier: boolean;
}

export interface ReadTraits {
  /** Null: validating them takes too long. */
  violations: readonly SchemaViolation[] | null;
  marked: MarkedTrait[];
}

/** A compiled schema of identities. */
export type IdentitySchema = (traits: unknown) => ReadTraits;

type Document = Readonly<Record<string, unknown>>;

const isEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text);
const formats = {
  email: isEmail,
  tel: (text: string) => /^\+[\d\s().-]{4,30}$/.test(text),
  "no-validate": () => true,
};

/** Compiles a schema of identities (JSON Schema draft 7 with Kratos's extension). */
export function compileIdentitySchema(
  schema: Document,
): Result<IdentitySchema, { code: "schema_invalid"; reason: string }> {
  let marked: MarkedTrait[] = [];
  const apply = ({
    config,
    value,
    schema: { format },
  }: {
    config: unknown;
    value: unknown;
    schema: Document;
  }) => {
    const { verification, recovery, credentials } = extensionConfig.parse(config);
    // As in the vendor's `identity/extension_verification.go`, an email address needs no format to be validated.
    const isChecked = !format && verification?.via === "email";
    if (isChecked && !(typeof value === "string" && isEmail(value)))
      return `${JSON.stringify(value)} is not valid "email"`;
    if (typeof value !== "string") return null;
    marked.push({
      value,
      verification: verification?.via ?? null,
      recovery: recovery?.via ?? null,
      isPasswordIdentifier: credentials?.password?.identifier ?? false,
    });
    return null;
  };
  return mapOk(
    compileJsonSchema(schema, { formats, extension: { keyword: extension, apply } }),
    toIdentitySchema,
  );

  function toIdentitySchema({ violationsOf }: JsonSchema): IdentitySchema {
    return (traits) => {
      marked = [];
      const violations = violationsOf({ traits });
      return { violations, marked };
    };
  }
}

export const identitySchemaEntry = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.:@/+-]+$/, "expected letters, digits and .:@/+-_")
    .max(100),
  schema: z.record(z.string(), z.unknown()),
});

/** Of all schemas of a project, as JSON. The body of a request that sets them is at most 64 KiB. */
const mostCharacters = 48 * 1024;

/** Schemas that are set. Those that are read back from the database are not compiled again. */
export const identitySchemasToSet = z
  .array(identitySchemaEntry)
  .max(20)
  .superRefine((entries, { addIssue, issues }) => {
    const refused = (path: (string | number)[], message: string) =>
      addIssue({ code: "custom", path, message });
    for (const [index, { id, schema }] of entries.entries()) {
      if (entries.findIndex((other) => other.id === id) < index)
        refused([index, "id"], `“${id}” is used twice.`);
      const flaw = flawOf(schema);
      if (flaw) refused([index, "schema"], `The schema “${id}” cannot be used: ${flaw}.`);
    }
    // One that is nested too deeply could not be serialized.
    const length = issues.length > 0 ? 0 : JSON.stringify(entries).length;
    if (length > mostCharacters)
      refused([], `The schemas have ${length} characters of JSON, at most ${mostCharacters} are allowed.`);
  });

function flawOf(schema: Document): string | null {
  const { traits } = (schema.properties ?? {}) as { traits?: Document };
  if (typeof traits !== "object" || traits === null) return "#/properties/traits is missing";
  const compiled = compileIdentitySchema(schema);
  return compiled.ok ? flawOfExtensions(schema, "#") : compiled.refusal.reason;
}

/** The vendor finds these when an identity is created. Here, they are found before there is one. */
function flawOfExtensions(value: unknown, at: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const here = `${at}/${name}`;
    if (name !== extension) {
      const flaw = flawOfExtensions(member, here);
      if (flaw) return flaw;
      continue;
    }
    const config = extensionConfig.safeParse(member);
    if (!config.success) {
      const { path, message } = config.error.issues[0]!;
      return `${[here, ...path].join("/")}: ${message}`;
    }
    const { format } = value as { format?: unknown };
    if (config.data.verification?.via === "sms" && !format)
      return `${at} has no format, and a phone number needs one: "tel", or "no-validate" to accept any text`;
  }
  return null;
}
