import type { z } from "zod";
import { type ConfigSchema, type ConfigViolation, configSchemaOf, configViolationsOf } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { IdentityProvider } from "../protocol/identity-provider";

export interface ConnectorConfigInvalid {
  code: "connector_config_invalid";
  violations: ConfigViolation[];
}

/** A sort of connector: all that forms, checks and visits need to know about it. */
export interface ConnectorKind extends ConfigSchema {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  /** The name under which its accounts are kept, unless the project gives another. */
  readonly target: string;
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
  return {
    ...rest,
    ...configSchemaOf(schema),
    parse(config) {
      const parsed = schema.safeParse(config);
      if (parsed.success) return ok(parsed.data);
      return refuse({ code: "connector_config_invalid", violations: configViolationsOf(parsed.error) });
    },
    open: (config) => definition.open(schema.parse(config)),
  };
}
