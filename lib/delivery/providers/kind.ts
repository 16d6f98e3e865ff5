import type { z } from "zod";
import { type ConfigSchema, type ConfigViolation, configSchemaOf, configViolationsOf } from "@/lib/access";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { Carrier } from "./provider";

export interface ConfigInvalid {
  code: "provider_config_invalid";
  violations: ConfigViolation[];
}

/** A sort of provider: all that forms, checks and the worker need to know about it. */
export interface ProviderKind extends ConfigSchema {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly channels: readonly Channel[];
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
