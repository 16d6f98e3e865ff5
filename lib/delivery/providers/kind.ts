import { z } from "zod";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { Carrier } from "./provider";

/** A member of a config as JSON Schema shows it; `writeOnly` marks the secret ones. */
interface JsonMember {
  writeOnly?: boolean;
}

export interface ConfigInvalid {
  code: "provider_config_invalid";
  violations: { pointer: string; message: string }[];
}

/** A sort of provider: all that forms, checks and the worker need to know about it. */
export interface ProviderKind {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly channels: readonly Channel[];
  /** What its config may hold, for forms that draw themselves. */
  readonly jsonSchema: z.core.JSONSchema.JSONSchema;
  /** Members that are encrypted, and never shown again. */
  readonly secretMembers: readonly string[];
  /** The config as it is kept, or every violation. */
  parse(config: Record<string, unknown>): Result<Record<string, unknown>, ConfigInvalid>;
  /** Who carries, within a sentence: "the mail server at smtp.example.com". */
  describe(config: Record<string, unknown>): string;
  /** Makes ready what `parse` has let through. */
  open(config: Record<string, unknown>): Carrier;
}

interface Definition<Config> {
  kind: string;
  title: string;
  description: string;
  channels: readonly Channel[];
  schema: z.ZodType<Config>;
  describe(config: Partial<Config>): string;
  open(config: Config): Carrier;
}

/** Closes over the schema's type, so that kinds of different configs stand in one list. */
export function defineKind<Config extends Record<string, unknown>>(
  definition: Definition<Config>,
): ProviderKind {
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
    describe: (config) => definition.describe(config as Partial<Config>),
    open: (config) => definition.open(schema.parse(config)),
  };
}

function violationsOf(error: z.ZodError): ConfigInvalid {
  const violations = error.issues.map((issue) => ({
    pointer: ["", "config", ...issue.path].join("/"),
    message: issue.message,
  }));
  return { code: "provider_config_invalid", violations };
}
