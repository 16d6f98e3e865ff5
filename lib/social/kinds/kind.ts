import type { z } from "zod";
import { type ConfigSchema, type ConfigViolation, configSchemaOf, configViolationsOf } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { IdentityProvider } from "../protocol/identity-provider";

export interface ConnectorConfigInvalid {
  code: "connector_config_invalid";
  violations: ConfigViolation[];
}

/** A connector kind: everything that forms, validation and authorization requests need. */
export interface ConnectorKind extends ConfigSchema {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  /** The name under which its accounts are kept, unless the project gives another. */
  readonly target: string;
  /** The config to store, or all violations. */
  parse(config: Record<string, unknown>): Result<Record<string, unknown>, ConnectorConfigInvalid>;
  /** Opens a provider with a config that `parse` accepted. */
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

/** Hides the schema's type, so that kinds with different configs fit in one list. */
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
