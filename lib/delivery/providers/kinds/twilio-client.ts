import type twilio from "twilio";
import type { CallListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/call.js";
import type { MessageListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/message.js";
import { ok, type Result, refuse } from "@/lib/result";
import { type AcceptedMessage, ProviderUnavailable, type SendRefusal } from "../provider";
import { outcomeOf } from "./twilio-codes";
import type { TwilioConfig } from "./twilio-config";
import { credentialsOf, TwilioHttp } from "./twilio-http";

/** Twilio's SDK, with requests that can be aborted and errors that say what they mean for a message. */
export class TwilioClient {
  readonly #http: TwilioHttp;

  constructor(
    private readonly config: TwilioConfig,
    maxConnections: number,
  ) {
    this.#http = new TwilioHttp(config, maxConnections);
  }

  createMessage(
    message: MessageListInstanceCreateOptions,
    signal: AbortSignal,
  ): Promise<Result<AcceptedMessage, SendRefusal>> {
    return this.#create(signal, (sdk) => sdk.messages.create(message));
  }

  createCall(
    call: CallListInstanceCreateOptions,
    signal: AbortSignal,
  ): Promise<Result<AcceptedMessage, SendRefusal>> {
    return this.#create(signal, (sdk) => sdk.calls.create(call));
  }

  /**
   * Null: they work. Otherwise why not, in one sentence. Standard and restricted API keys cannot read the account
   * (https://www.twilio.com/docs/iam/api-keys/keys-in-console), so they list one message instead.
   */
  async checkCredentials(signal: AbortSignal): Promise<string | null> {
    const { accountSid, apiKeySid } = this.config;
    const sdk = await this.#sdk(signal);
    try {
      if (apiKeySid) {
        await sdk.messages.list({ limit: 1, pageSize: 1 });
        return null;
      }
      const { status } = await sdk.api.v2010.accounts(accountSid).fetch();
      return status === "active" ? null : `The Twilio account is ${this.#http.redact(status)}.`;
    } catch (error) {
      return this.#whyNotChecked(error, signal);
    }
  }

  close(): void {
    this.#http.close();
  }

  async #create(
    signal: AbortSignal,
    create: (sdk: twilio.Twilio) => Promise<{ sid: string; status: string }>,
  ): Promise<Result<AcceptedMessage, SendRefusal>> {
    const sdk = await this.#sdk(signal);
    try {
      const { sid, status } = await create(sdk);
      // The response of something between Twilio and us.
      if (typeof sid !== "string")
        return refuse({ code: "message_rejected", explanation: "its response had an unknown format" });
      return ok({ providerMessageId: sid, explanation: `${status} ${sid}` });
    } catch (error) {
      return refuse(this.#refusalOf(error, signal));
    }
  }

  #whyNotChecked(error: unknown, signal: AbortSignal): string {
    try {
      const { code, explanation } = this.#refusalOf(error, signal);
      if (code === "credentials_rejected") return `Twilio rejected the credentials: ${explanation}`;
      return `Twilio could not check the credentials: ${explanation}`;
    } catch (failure) {
      if (!(failure instanceof ProviderUnavailable)) throw failure;
      return `Twilio could not check the credentials: ${failure.message}`;
    }
  }

  /**
   * What the SDK's `RestException` means. Throws `ProviderUnavailable` if a retry can help, and the signal's reason if that
   * aborted. Anything else is a bug and is thrown on.
   */
  #refusalOf(error: unknown, signal: AbortSignal): SendRefusal {
    if (signal.aborted) throw signal.reason;
    if (error instanceof ProviderUnavailable) throw error;
    const { status, code, message } = error as { status?: number; code?: number; message?: string };
    if (typeof status !== "number") throw error;
    const providerCode = String(code ?? status);
    const explanation = this.#http.redact(`${providerCode} ${message ?? ""}`);
    const outcome = outcomeOf(providerCode, status);
    if (outcome === "unavailable")
      throw new ProviderUnavailable(explanation, { hasAnswered: true, providerCode });
    return { code: outcome, explanation, providerCode };
  }

  /**
   * An SDK for one request, because its calls take no signal. This costs about 10 µs. Loaded with the first message,
   * because the SDK is large.
   */
  async #sdk(signal: AbortSignal): Promise<twilio.Twilio> {
    const { default: sdk } = await import("twilio");
    const { accountSid } = this.config;
    return new sdk.Twilio(...credentialsOf(this.config), {
      accountSid,
      httpClient: this.#http.clientFor(signal),
    });
  }
}
