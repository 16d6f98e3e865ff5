import type twilio from "twilio";
import { z } from "zod";
import { redact } from "../../redact";
import { ProviderUnavailable } from "../provider";
import { HttpClient, jsonOf } from "./http-client";
import type { TwilioConfig } from "./twilio-config";

type FormValue = string | number | readonly string[] | undefined;

/** What the SDK passes to its HTTP client. It passes the credentials, too, which are already in our header. */
interface RequestOptions {
  method: string;
  uri: string;
  headers?: Record<string, string>;
  params?: Record<string, FormValue>;
  data?: Record<string, FormValue>;
}

/** Requests to Twilio's API, or to the proxy in front of it, over connections that are kept open. */
export class TwilioHttp {
  readonly #client: HttpClient;
  /** The path of the base URL, for a proxy that has one. */
  readonly #basePath: string;
  readonly #secrets: string[];

  constructor(config: TwilioConfig, maxConnections: number) {
    const url = apiUrlOf(config);
    const basic = Buffer.from(credentialsOf(config).join(":")).toString("base64");
    this.#basePath = new URL(url).pathname.replace(/\/+$/, "");
    this.#secrets = [config.authToken, config.apiKeySecret, basic].filter((secret) => secret !== undefined);
    this.#client = new HttpClient(url, {
      maxConnections,
      authorization: `Basic ${basic}`,
      secrets: this.#secrets,
    });
  }

  /**
   * An HTTP client for the SDK whose requests end with the signal. The SDK only calls its `request`
   * (https://www.twilio.com/docs/libraries/node/custom-http-clients-node). It does not extend the SDK's own client, because
   * that opens an agent and an axios instance that are not used, at 85 µs for each message.
   */
  clientFor(signal: AbortSignal): twilio.RequestClient {
    const client = { request: (options: RequestOptions) => this.#request(options, signal) };
    return client as unknown as twilio.RequestClient;
  }

  /** A part of a response without secrets, as one short line. */
  redact(text: string): string {
    return redact(text, this.#secrets);
  }

  close(): void {
    this.#client.close();
  }

  async #request({ method, uri, headers = {}, params, data }: RequestOptions, signal: AbortSignal) {
    const query = params ? `?${formOf(params)}` : "";
    const request = {
      method: method === "get" ? ("GET" as const) : ("POST" as const),
      path: `${this.#basePath}${new URL(uri).pathname}${query}`,
      headers,
      ...(data !== undefined && { body: formOf(data) }),
    };
    const response = await this.#client.request(request, signal).catch((error: unknown) => {
      throw withTwilioCode(error);
    });
    const body = jsonOf(response) ?? { message: response.text };
    return { statusCode: response.status, body, headers: {} };
  }
}

/** The user name and password of every request. */
export function credentialsOf(config: TwilioConfig): [string, string] {
  const { accountSid, authToken, apiKeySid, apiKeySecret } = config;
  return apiKeySid ? [apiKeySid, apiKeySecret ?? ""] : [accountSid, authToken ?? ""];
}

/**
 * https://www.twilio.com/docs/global-infrastructure: an edge without a region is in us1, and a region without an edge has
 * Twilio's default one. The SDK puts both into its URLs as well, but only the paths of those are used.
 */
export function apiUrlOf({
  baseUrl,
  edge,
  region,
}: Pick<TwilioConfig, "baseUrl" | "edge" | "region">): string {
  if (baseUrl) return baseUrl;
  const labels = ["api", edge, region ?? (edge && "us1"), "twilio.com"];
  return `https://${labels.filter(Boolean).join(".")}`;
}

/** Lists are repeated fields. */
function formOf(fields: Record<string, FormValue>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) if (one !== undefined) form.append(name, String(one));
  return form.toString();
}

const errorBody = z.object({ code: z.int(), message: z.string() });

/** With Twilio's code instead of the HTTP status, if the response has one. Long responses are cut, so they are not read. */
function withTwilioCode(error: unknown): unknown {
  if (!(error instanceof ProviderUnavailable) || !error.hasAnswered) return error;
  const text = error.message.replace(/^\d+ /, "");
  const body = errorBody.safeParse(jsonOf({ status: 0, text, explanation: "" })).data;
  if (!body) return error;
  return new ProviderUnavailable(`${body.code} ${body.message}`, {
    hasAnswered: true,
    providerCode: String(body.code),
    retryAfterSeconds: error.retryAfterSeconds,
  });
}
