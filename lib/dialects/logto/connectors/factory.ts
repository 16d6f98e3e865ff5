import { z } from "zod/v3";

/** A sort of connector, in the vendor's words, and what becomes of it here. */
interface Common {
  /** The factory's id: `connectorId` of a connector. */
  id: string;
  target: string;
  name: string;
  description: string;
  /** What its config must hold. More may stand in it, and is kept. */
  schema: z.ZodType<Config, z.ZodTypeDef, unknown>;
  /** Of the vendor's own tests: only where the project allows them. */
  isTest?: boolean;
}

export type Config = Record<string, unknown>;

/** Sends messages: by a provider of this kind, or, a mock, by none. */
export interface MessageFactory extends Common {
  type: "Email" | "Sms";
  carrier: { kind: "smtp" | "http"; toConfig(config: Config): Config | null } | null;
  /** Members whose values are never shown again, as paths. */
  secrets: readonly string[];
}

/** Proves accounts: by a connector of this kind. */
export interface SocialFactory extends Common {
  type: "Social";
  /** A standard may be set up several times, each under its own target. */
  isStandard: boolean;
  kind: string;
  toConfig(config: Config): Config | null;
  secrets: readonly string[];
}

export type Factory = MessageFactory | SocialFactory;

export const text = z.string();

/** An object in which more may stand than is named. */
export function configOf(shape: z.ZodRawShape): z.ZodType<Config, z.ZodTypeDef, unknown> {
  return z.object(shape).passthrough();
}

export const url = z.string().url();
