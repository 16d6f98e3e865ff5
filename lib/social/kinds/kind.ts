import type { z } from "zod";
import {
  type ConfigSchema,
  type ConfigViolation,
  configSchemaOf,
  configViolationsOf,
  describedSchema,
  type ShownKind,
} from "@/lib/access";
import { apiLanguage, type ConsoleLocale, type ExplanationKey, explainer } from "@/lib/i18n";
import { ok, type Result, refuse } from "@/lib/result";
import type { IdentityProvider } from "../protocol/identity-provider";

export interface ConnectorConfigInvalid {
  code: "connector_config_invalid";
  violations: ConfigViolation[];
}

/** A kind compiles only with its texts. */
type ConnectorKindName = ExplanationKey extends infer K
  ? K extends `connectors.kinds.${infer Name}.title`
    ? Name extends `${string}.${string}`
      ? never
      : Name
    : never
  : never;

/** A connector kind: everything that forms, validation and authorization requests need. */
export interface ConnectorKind extends ConfigSchema {
  readonly kind: ConnectorKindName;
  /** How forms show it. The texts are in `lib/i18n/explanations`, under `connectors`. */
  textsIn(language: ConsoleLocale): ShownKind;
  /** The name under which its accounts are kept, unless the project gives another. */
  readonly target: string;
  /** The config to store, or all violations. */
  parse(config: Record<string, unknown>): Result<Record<string, unknown>, ConnectorConfigInvalid>;
  /** Opens a provider with a config that `parse` accepted. */
  open(config: Record<string, unknown>): IdentityProvider;
}

interface Definition<Config> {
  kind: ConnectorKindName;
  target: string;
  schema: z.ZodType<Config>;
  open(config: Config): IdentityProvider;
}

/** Hides the schema's type, so that kinds with different configs fit in one list. */
export function defineKind<Config extends Record<string, unknown>>(
  definition: Definition<Config>,
): ConnectorKind {
  const { schema, ...rest } = definition;
  const { jsonSchema, secretMembers } = configSchemaOf(schema);
  const textsIn = (language: ConsoleLocale): ShownKind => {
    const t = explainer(language);
    const path = `connectors.kinds.${definition.kind}` as const;
    return {
      title: t(`${path}.title`),
      description: t(`${path}.description`),
      jsonSchema: describedSchema({ jsonSchema }, (member, key) => {
        const values = exampleOf(jsonSchema, member);
        return (
          t.find(`${path}.members.${member}.${key}`) ?? t.find(`connectors.members.${member}.${key}`, values)
        );
      }),
    };
  };
  return {
    ...rest,
    textsIn,
    jsonSchema: textsIn(apiLanguage).jsonSchema,
    secretMembers,
    parse(config) {
      const parsed = schema.safeParse(config);
      if (parsed.success) return ok(parsed.data);
      return refuse({ code: "connector_config_invalid", violations: configViolationsOf(parsed.error) });
    },
    open: (config) => definition.open(schema.parse(config)),
  };
}

/** A text that several kinds share can quote the member's example, which is also its default. */
function exampleOf({ properties = {} }: ConfigSchema["jsonSchema"], member: string): Record<string, string> {
  const { examples = [] } = properties[member] as { examples?: unknown[] };
  return { [member]: String(examples[0] ?? "") };
}
