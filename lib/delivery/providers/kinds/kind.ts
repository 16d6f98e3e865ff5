import type { z } from "zod";
import type { DeliveryStatus } from "@/drizzle/schema";
import { type ConfigSchema, type ConfigViolation, configSchemaOf, configViolationsOf } from "@/lib/access";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { Sender } from "../provider";

export interface ConfigInvalid {
  code: "provider_config_invalid";
  violations: ConfigViolation[];
}

/** What a provider needs to know about itself. */
export interface SenderContext {
  /** The public URL for its status callbacks, to which it may add a query. Null: nothing receives them. */
  statusCallbackUrl: string | null;
}

/** A status callback as it arrived. */
export interface StatusCallback {
  /** The URL that the provider requested, with `PUBLIC_URL` as its origin, because proxies change the other one. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The body as sent: signatures are over its bytes. */
  body: string;
}

/** What a provider reports about one message that it accepted. */
export interface StatusReport {
  /** Null if the provider only sends its own id. */
  deliveryId: string | null;
  /** Like `AcceptedMessage.providerMessageId`. */
  providerMessageId: string;
  status: DeliveryStatus;
  /** Like `SendRefusal.providerCode`. */
  providerCode: string | null;
  /** Why the recipient must get no more messages from this project on this channel. Null: it may. */
  suppress: "bounce" | "complaint" | "opt_out" | null;
}

/** Why a callback is not accepted. */
export type CallbackRefusal =
  /** The config has no secret to check the signature with. */
  | { code: "callbacks_not_configured" }
  | { code: "signature_invalid" }
  /** It is signed, but has no known format. */
  | { code: "callback_malformed" };

/** A provider kind: everything that forms, validation, the worker and status callbacks need. */
export interface ProviderKind extends ConfigSchema {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly channels: readonly Channel[];
  /** The optional config members that a channel needs, such as its sender. */
  readonly channelMembers: Partial<Record<Channel, readonly string[]>>;
  /** How many messages are sent at once by each process. */
  readonly maxConcurrency: number;
  /** Accepts every message without sending it, so it needs none rendered. */
  readonly isInbox: boolean;
  /** Whether the project pays for each message. */
  isPaid(config: Record<string, unknown>): boolean;
  /** Whether it reports statuses to `StatusCallback`s. */
  readonly hasCallbacks: boolean;
  /** The config to store, or all violations. */
  parse(config: Record<string, unknown>): Result<Record<string, unknown>, ConfigInvalid>;
  /** The provider within a sentence: "the mail server at smtp.example.com". */
  describe(config: Record<string, unknown>): string;
  /** What a provider's code means, as one sentence for a support agent. Undefined if it is not known. */
  explainCode(code: string): string | undefined;
  /** Opens a provider with a config that `parse` accepted. */
  open(config: Record<string, unknown>, context: SenderContext): Sender;
  /** Checks a callback's signature and reads it. Empty if it reports nothing that matters here. */
  readCallback(
    config: Record<string, unknown>,
    callback: StatusCallback,
  ): Result<StatusReport[], CallbackRefusal>;
  /**
   * Checks the credentials without sending anything. Null: they work. Otherwise why not, in one sentence without secrets.
   * Undefined: this kind cannot check.
   */
  checkCredentials(config: Record<string, unknown>, signal: AbortSignal): Promise<string | null | undefined>;
}

interface Definition<Config> {
  kind: string;
  title: string;
  description: string;
  channels: readonly Channel[];
  channelMembers?: Partial<Record<Channel, readonly (keyof Config & string)[]>>;
  maxConcurrency: number;
  isInbox?: boolean;
  /** Whether each message costs money. Never by default. */
  isPaid?(config: Partial<Config>): boolean;
  schema: z.ZodType<Config>;
  describe(config: Partial<Config>): string;
  explainCode?(code: string): string | undefined;
  open(config: Config, context: SenderContext): Sender;
  readCallback?(config: Config, callback: StatusCallback): Result<StatusReport[], CallbackRefusal>;
  checkCredentials?(config: Config, signal: AbortSignal): Promise<string | null>;
}

/** Hides the schema's type, so that kinds with different configs fit in one list. */
export function defineKind<Config extends Record<string, unknown>>(
  definition: Definition<Config>,
): ProviderKind {
  const {
    schema,
    isInbox = false,
    channelMembers = {},
    explainCode,
    readCallback,
    checkCredentials,
    ...rest
  } = definition;
  return {
    ...rest,
    ...configSchemaOf(schema),
    isInbox,
    isPaid: (config) => definition.isPaid?.(config as Partial<Config>) ?? false,
    channelMembers,
    hasCallbacks: readCallback !== undefined,
    parse(config) {
      const parsed = schema.safeParse(config);
      if (parsed.success) return ok(parsed.data);
      return refuse({ code: "provider_config_invalid", violations: configViolationsOf(parsed.error) });
    },
    describe: (config) => definition.describe(config as Partial<Config>),
    explainCode: (code) => explainCode?.(code),
    open: (config, context) => definition.open(schema.parse(config), context),
    readCallback: (config, callback) =>
      readCallback?.(schema.parse(config), callback) ?? refuse({ code: "callbacks_not_configured" }),
    checkCredentials: async (config, signal) => checkCredentials?.(schema.parse(config), signal),
  };
}
