import { z } from "zod";
import { ok, type Result, refuse } from "@/lib/result";
import type { IdentityProvider } from "../protocol/identity-provider";

/** A member of a config as JSON Schema shows it; `writeOnly` marks the secret ones. */
interface JsonMember {
  writeOnly?: boolean;
}

export interface ConnectorConfigInvalid {
  code: "connector_config_invalid";
  violations: { pointer: string; message: string }[];
}

/** A sort of connector: all that forms, checks and visits need to know about it. */
export interface ConnectorKind {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  /** The name under which its accounts are kept, unless the project gives another. */
  readonly target: string;
  /** What its config may hold, for forms that draw themselves. */
  readonly jsonSchema: z.core.JSONSchema.JSONSchema;
  /** Members that are encrypted, and never shown again. */
  readonly secretMembers: readonly string[];
  /** The config as it is kept, or every violation. */
  parse(config: Record<string, unknown>): Result<Record<string, unknown>, ConnectorConfigInvalid>;
  /** Makes ready what `parse` has let through. */
  open(config: Record<string, unknown>): IdentityProvider;
}

interface Definition<Config> {
  kind: string;
  title: string;
  description: string;
  target: string;
  schema: z.ZodType<Config>;
  open(config: Config): IdentityProvider;
}

/** Closes over the schema's type, so that kinds of different configs stand in one list. */
export function defineKind<Config extends Record<string, unknown>>(
  definition: Definition<Config>,
): ConnectorKind {
  const { schema, ...rest } = definition;
  const jsonSchema = z.toJSONSchema(schema, { io: "input" });
  const members = Object.entries((jsonSchema.properties ?? {}) as Record<string, JsonMember>);
  return {
    ...rest,
    jsonSchema,
    secretMembers: members.filter(([, member]) => member.writeOnly).map(([name]) => name),
    parse(config) {
      const parsed = schema.safeParse(config);
      return parsed.success ? ok(parsed.data) : refuse(violationsOf(parsed.error));
    },
    open: (config) => definition.open(schema.parse(config)),
  };
}

function violationsOf(error: z.ZodError): ConnectorConfigInvalid {
  const violations = error.issues.map((issue) => ({
    pointer: ["", "config", ...issue.path].join("/"),
    message: issue.message,
  }));
  return { code: "connector_config_invalid", violations };
}
