import type { z } from "zod";
import { type ConfigSchema, type ConfigViolation, configSchemaOf, configViolationsOf } from "@/lib/access";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { Carrier } from "./provider";

export interface ConfigInvalid {
  code: "provider_config_invalid";
  violations: ConfigViolation[];
}

/** A provider kind: everything that forms, validation and the worker need. */
export interface ProviderKind extends ConfigSchema {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly channels: readonly Channel[];
  /** The config to store, or all violations. */
  parse(config: Record<string, unknown>): Result<Record<string, unknown>, ConfigInvalid>;
  /** The provider within a sentence: "the mail server at smtp.example.com". */
  describe(config: Record<string, unknown>): string;
  /** Opens a provider with a config that `parse` accepted. */
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

/** Hides the schema's type, so that kinds with different configs fit in one list. */
export function defineKind<Config extends Record<string, unknown>>(
  definition: Definition<Config>,
): ProviderKind {
  const { schema, ...rest } = definition;
  return {
    ...rest,
    ...configSchemaOf(schema),
    parse(config) {
      const parsed = schema.safeParse(config);
      if (parsed.success) return ok(parsed.data);
      return refuse({ code: "provider_config_invalid", violations: configViolationsOf(parsed.error) });
    },
    describe: (config) => definition.describe(config as Partial<Config>),
    open: (config) => definition.open(schema.parse(config)),
  };
}
