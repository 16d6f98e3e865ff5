import { z } from "zod/v3";

/** A kind of connector, as the vendor describes it, and how it is implemented here. */
interface Common {
  /** The factory's id: `connectorId` of a connector. */
  id: string;
  target: string;
  name: string;
  description: string;
  /** The schema of its config. Unknown members are kept. */
  schema: z.ZodType<Config, z.ZodTypeDef, unknown>;
  /** Used by the vendor's own tests. Available only if the project allows test connectors. */
  isTest?: boolean;
}

export type Config = Record<string, unknown>;

/** Sends messages through a provider of this kind. A mock has none. */
export interface MessageFactory extends Common {
  type: "Email" | "Sms";
  carrier: { kind: "smtp" | "http"; toConfig(config: Config): Config | null } | null;
  /** Paths of members whose values are never shown again. */
  secrets: readonly string[];
}

/** Verifies social accounts through a connector of this kind. */
export interface SocialFactory extends Common {
  type: "Social";
  /** Whether it is a standard protocol, which can be set up several times, each with its own target. */
  isStandard: boolean;
  kind: string;
  toConfig(config: Config): Config | null;
  secrets: readonly string[];
}

export type Factory = MessageFactory | SocialFactory;

export const text = z.string();

/** An object that can have other members, too. */
export function configOf(shape: z.ZodRawShape): z.ZodType<Config, z.ZodTypeDef, unknown> {
  return z.object(shape).passthrough();
}

export const url = z.string().url();
