import type { z } from "zod";
import type { DeliveryStatus } from "@/drizzle/schema";
import {
  type ConfigSchema,
  type ConfigViolation,
  configSchemaOf,
  configViolationsOf,
  describedSchema,
  type ShownKind,
} from "@/lib/access";
import { apiLanguage, type ConsoleLocale, type ExplanationValues, fillMessage } from "@/lib/i18n";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { Sender } from "../provider";
import { type ProviderTexts, textIn } from "./provider-texts";

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

/** The texts of a kind. English, which the API answers in, also stands for languages that it lacks. */
export type LocalizedTexts = Readonly<
  Record<typeof apiLanguage, ProviderTexts> & Partial<Record<ConsoleLocale, ProviderTexts>>
>;

/** A provider kind: everything that forms, validation, the worker and status callbacks need. */
export interface ProviderKind extends ConfigSchema {
  readonly kind: string;
  /** Every language that it is described in. */
  readonly texts: LocalizedTexts;
  /** How forms show it. */
  textsIn(language: ConsoleLocale): ShownKind;
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
  /** The provider within a sentence: "the mail server at smtp.example.com". In English by default. */
  describe(config: Record<string, unknown>, language?: ConsoleLocale): string;
  /** What a provider's code means, as one sentence for a support agent. Undefined if it is not known. */
  explainCode(code: string, language?: ConsoleLocale): string | undefined;
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

/** Looks a text up among the `codes` of a kind. */
export type FindCodeText = (code: string, values?: ExplanationValues) => string | undefined;

interface Definition<Config> {
  kind: string;
  texts: LocalizedTexts;
  channels: readonly Channel[];
  channelMembers?: Partial<Record<Channel, readonly (keyof Config & string)[]>>;
  maxConcurrency: number;
  isInbox?: boolean;
  /** Whether each message costs money. Never by default. */
  isPaid?(config: Partial<Config>): boolean;
  schema: z.ZodType<Config>;
  /** The host that it calls, if its name is to mention it. */
  hostOf?(config: Partial<Config>): string | undefined;
  /** Which texts explain a code. Those of `codes` under the code itself, if this is left out. */
  explainCode?(code: string, text: FindCodeText): string | undefined;
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
    texts,
    isInbox = false,
    channelMembers = {},
    hostOf,
    readCallback,
    checkCredentials,
    ...rest
  } = definition;
  const explainCode = definition.explainCode ?? ((code: string, text: FindCodeText) => text(code));
  const { jsonSchema, secretMembers } = configSchemaOf(schema);
  const fill = (text: string, language: ConsoleLocale, values?: ExplanationValues) =>
    fillMessage(text, texts[language] ? language : apiLanguage, values);
  const textsIn = (language: ConsoleLocale): ShownKind => {
    const { title, description, members = {} } = texts[language] ?? texts.en;
    const say = (text: string) => fill(text, language);
    return {
      title: say(title),
      description: say(description),
      jsonSchema: describedSchema({ jsonSchema }, (member, key) => {
        const text = members[member]?.[key];
        return text && say(text);
      }),
    };
  };
  return {
    ...rest,
    texts,
    textsIn,
    jsonSchema: textsIn(apiLanguage).jsonSchema,
    secretMembers,
    isInbox,
    isPaid: (config) => definition.isPaid?.(config as Partial<Config>) ?? false,
    channelMembers,
    hasCallbacks: readCallback !== undefined,
    parse(config) {
      const parsed = schema.safeParse(config);
      if (parsed.success) return ok(parsed.data);
      return refuse({ code: "provider_config_invalid", violations: configViolationsOf(parsed.error) });
    },
    describe(config, language = apiLanguage) {
      const { title, name = title, nameAtHost = name } = texts[language] ?? texts.en;
      const host = hostOf?.(config as Partial<Config>);
      return host === undefined ? fill(name, language) : fill(nameAtHost, language, { host });
    },
    explainCode(code, language = apiLanguage) {
      const { codes = {} } = texts[language] ?? texts.en;
      return explainCode(code, (known, values) => {
        const text = textIn(codes, known);
        return text === undefined ? undefined : fill(text, language, values);
      });
    },
    open: (config, context) => definition.open(schema.parse(config), context),
    readCallback: (config, callback) =>
      readCallback?.(schema.parse(config), callback) ?? refuse({ code: "callbacks_not_configured" }),
    checkCredentials: async (config, signal) => checkCredentials?.(schema.parse(config), signal),
  };
}
