import type twilio from "twilio";
import type { CallListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/call.js";
import type { MessageListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/message.js";
import { ok, type Result, refuse } from "@/lib/result";
import { redact } from "../../redact";
import { type AcceptedMessage, ProviderUnavailable, type SendRefusal } from "../provider";
import { HttpClient, jsonOf } from "./http-client";
import type { TwilioConfig } from "./twilio";
import { outcomeOf } from "./twilio-codes";

const apiUrl = "https://api.twilio.com";

/** Twilio's SDK over connections that are kept open, and whose requests can be aborted. */
export class TwilioClient {
  readonly #http: HttpClient;
  readonly #secrets: string[];

  constructor(
    private readonly config: TwilioConfig,
    maxConnections: number,
  ) {
    const { authToken, apiKeySecret } = config;
    this.#secrets = [authToken, apiKeySecret].filter((secret) => secret !== undefined);
    this.#http = new HttpClient(originOf(config), { maxConnections, secrets: this.#secrets });
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

  /** Needs no permission but that of the credentials. */
  fetchAccount(signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>> {
    const { accountSid } = this.config;
    return this.#create(signal, (sdk) => sdk.api.v2010.accounts(accountSid).fetch());
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
      return ok({ providerMessageId: sid, explanation: `${status} ${sid}` });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof ProviderUnavailable) throw error;
      return this.#refusalOf(error);
    }
  }

  /** The SDK's `RestException`. Anything else is a bug and is thrown on. */
  #refusalOf(error: unknown): Result<never, SendRefusal> {
    const { status, code, message } = error as { status?: number; code?: number; message?: string };
    if (typeof status !== "number") throw error;
    const providerCode = String(code ?? status);
    const explanation = redact(`${providerCode} ${message ?? ""}`, this.#secrets);
    const outcome = outcomeOf(providerCode, status);
    if (outcome === "unavailable")
      throw new ProviderUnavailable(explanation, { hasAnswered: true, providerCode });
    return refuse({ code: outcome, explanation, providerCode });
  }

  /**
   * An SDK for one request: its calls take no signal, so that is part of its HTTP client. Loaded with the first message,
   * because the SDK is large.
   */
  async #sdk(signal: AbortSignal): Promise<twilio.Twilio> {
    const { default: sdk } = await import("twilio");
    const { accountSid, apiKeySid, apiKeySecret, authToken, edge, region } = this.config;
    const [user, password] = apiKeySid ? [apiKeySid, apiKeySecret] : [accountSid, authToken];
    const httpClient = { request: (options: RequestOptions) => this.#request(options, signal) };
    return new sdk.Twilio(user, password, {
      accountSid,
      edge,
      region,
      // All that the SDK uses of it (https://www.twilio.com/docs/libraries/node/custom-http-clients-node).
      httpClient: httpClient as unknown as twilio.RequestClient,
    });
  }

  async #request(
    { method, uri, username, password, headers = {}, data }: RequestOptions,
    signal: AbortSignal,
  ) {
    const { pathname, search } = new URL(uri);
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    const response = await this.#http.request(
      {
        method: method === "get" ? "GET" : "POST",
        path: `${pathname}${search}`,
        headers: { ...headers, authorization },
        ...(data !== undefined && { body: formOf(data) }),
      },
      signal,
    );
    return {
      statusCode: response.status,
      body: jsonOf(response) ?? { message: response.explanation },
      headers: {},
    };
  }
}

interface RequestOptions {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  data?: Record<string, string | string[] | undefined>;
}

/** Lists are repeated fields. */
function formOf(data: NonNullable<RequestOptions["data"]>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(data))
    for (const one of [value].flat()) if (one !== undefined) form.append(name, String(one));
  return form.toString();
}

/** The SDK puts edge and region into the host name, and a region alone gets Twilio's default edge. */
function originOf({ baseUrl, edge, region }: TwilioConfig): string {
  if (baseUrl) return baseUrl;
  if (!edge && !region) return apiUrl;
  return `https://${["api", edge, region ?? "us1", "twilio.com"].filter(Boolean).join(".")}`;
}
