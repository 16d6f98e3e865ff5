import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { postRepeatedly, type Repeated, respondJson, type StandIn, StandInServer } from "./stand-in-server";
import {
  type AcceptedByTwilio,
  acceptedBodyOf,
  checkCall,
  checkMessage,
  errorOf,
  type Form,
  formOf,
  newSid,
  RefusedByTwilio,
  signatureOf,
  withoutChannel,
} from "./twilio-wire";

export type { AcceptedByTwilio } from "./twilio-wire";

/** One request as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingMessage["headers"];
  form: Form;
}

/** By the code of Twilio's API. */
type TwilioFailure = { code: number; status?: number };

export interface TwilioStandInOptions {
  /** Defaults to any free port. */
  port?: number;
  /** The account's status. Defaults to `active`. */
  accountStatus?: "active" | "suspended" | "closed";
}

export interface SignOptions {
  /** Defaults to the account's auth token. Another one makes a forged signature. */
  authToken?: string;
  /** The URL that is signed, for requests that a proxy has changed. Defaults to the status callback's. */
  signedUrl?: string;
}

export interface CallbackOptions extends SignOptions, Repeated {
  /** Where the callback is sent, if not to the status callback's URL. */
  url?: string;
}

/** A status callback, signed. */
export interface SignedCallback {
  headers: Record<string, string>;
  body: string;
}

/** Scripted answers are for messages and calls. */
export interface TwilioStandIn extends StandIn<TwilioFailure> {
  accountSid: string;
  authToken: string;
  /** A standard API key. */
  apiKeySid: string;
  apiKeySecret: string;
  /** The accepted messages and calls, in order. */
  accepted: AcceptedByTwilio[];
  /** Every request, whatever it was answered. */
  requests: ReceivedRequest[];
  /** A signed status callback, for callers that need none over HTTP. */
  signCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    options?: SignOptions,
  ): SignedCallback;
  /**
   * Sends a signed status callback (`{ MessageStatus: "delivered" }`, `{ CallStatus: "busy" }`) and returns the statuses of
   * the answers. For an order that Twilio does not promise, call it in that order.
   */
  sendCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    options?: CallbackOptions,
  ): Promise<number[]>;
}

/**
 * A server on loopback that behaves like the parts of Twilio's API that the provider uses, as
 * https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/voice/api/call-resource and
 * https://www.twilio.com/docs/iam/api/account describe them. It checks every request against that format, and can be
 * scripted to fail.
 */
export async function startTwilioStandIn(options: TwilioStandInOptions = {}): Promise<TwilioStandIn> {
  return new TwilioServer(options.accountStatus ?? "active").listen(options.port);
}

class TwilioServer extends StandInServer<TwilioFailure> implements TwilioStandIn {
  readonly accountSid = newSid("AC");
  readonly authToken = newSid("");
  readonly apiKeySid = newSid("SK");
  readonly apiKeySecret = newSid("");
  readonly accepted: AcceptedByTwilio[] = [];
  readonly requests: ReceivedRequest[] = [];

  constructor(private readonly accountStatus: string) {
    super();
  }

  signCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    { authToken = this.authToken, signedUrl = about.statusCallback ?? "" }: SignOptions = {},
  ): SignedCallback {
    const form = { ...this.#fieldsOf(about, fields), ...fields };
    return {
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": signatureOf(authToken, signedUrl, form),
        "user-agent": "TwilioProxy/1.1",
      },
      body: new URLSearchParams(form).toString(),
    };
  }

  async sendCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    { url = about.statusCallback ?? undefined, afterMs, times, ...sign }: CallbackOptions = {},
  ): Promise<number[]> {
    if (!url) throw new Error("It was sent without a status callback.");
    const callback = this.signCallback(about, fields, { signedUrl: about.statusCallback ?? url, ...sign });
    return postRepeatedly(url, callback, { afterMs, times });
  }

  /**
   * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks and
   * https://www.twilio.com/docs/voice/api/call-resource#statuscallback
   */
  #fieldsOf({ sid, type, to, form }: AcceptedByTwilio, fields: Record<string, string>) {
    const common = { AccountSid: this.accountSid, ApiVersion: "2010-04-01", To: to };
    const from = { From: String(form.From ?? "+15005550006") };
    if (type === "call") return { ...common, ...from, CallSid: sid, Direction: "outbound-api" };
    const service: Record<string, string> = form.MessagingServiceSid
      ? { MessagingServiceSid: String(form.MessagingServiceSid) }
      : {};
    const status: Record<string, string> = fields.MessageStatus ? { SmsStatus: fields.MessageStatus } : {};
    return { ...common, ...from, ...service, ...status, MessageSid: sid, SmsSid: sid };
  }

  protected async answer(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const { method = "", url: path = "", headers } = request;
    const received = { method, path, headers, form: formOf(body) };
    this.requests.push(received);
    try {
      await this.#answer(received, response);
    } catch (error) {
      if (!(error instanceof RefusedByTwilio)) throw error;
      respondError(response, error.code);
    }
  }

  async #answer(request: ReceivedRequest, response: ServerResponse): Promise<void> {
    const { method, path, headers } = request;
    const isApiKey = this.#authenticate(headers);
    const account = `/2010-04-01/Accounts/${this.accountSid}`;
    const [resource] = path.split("?");
    if (method === "GET" && resource === `${account}.json`) {
      // Standard keys cannot read accounts (https://www.twilio.com/docs/iam/api-keys/keys-in-console).
      if (isApiKey) throw new RefusedByTwilio(20003);
      return respondJson(response, 200, { sid: this.accountSid, status: this.accountStatus, type: "Full" });
    }
    const type = { [`${account}/Messages.json`]: "message", [`${account}/Calls.json`]: "call" }[resource!];
    if (method === "GET" && type === "message")
      return respondJson(response, 200, { messages: [], page: 0, page_size: 1, next_page_uri: null });
    if (method !== "POST" || !type) throw new RefusedByTwilio(20404);
    await this.#create(type as AcceptedByTwilio["type"], request, response);
  }

  /** Returns whether it is the API key's. */
  #authenticate({ authorization = "" }: IncomingMessage["headers"]): boolean {
    const [scheme, encoded = ""] = authorization.split(" ");
    const given = Buffer.from(encoded, "base64").toString();
    const isApiKey = given === `${this.apiKeySid}:${this.apiKeySecret}`;
    if (scheme !== "Basic" || !(isApiKey || given === `${this.accountSid}:${this.authToken}`))
      throw new RefusedByTwilio(20003);
    return isApiKey;
  }

  async #create(
    type: AcceptedByTwilio["type"],
    { headers, form: sent }: ReceivedRequest,
    response: ServerResponse,
  ): Promise<void> {
    // Twilio only reads forms, so anything else has no fields.
    const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ? sent : {};
    const scripted = this.nextScripted([withoutChannel(form.To ?? "")]);
    switch (scripted?.type) {
      case "hang":
        return;
      case "disconnect":
        response.destroy();
        return;
      case "raw":
        response.writeHead(scripted.status, scripted.headers).end(scripted.body);
        return;
      case "error": {
        const { code, status, message, headers: extra } = scripted;
        return respondError(
          response,
          code,
          { ...(status && { status }), ...(message && { message }) },
          extra,
        );
      }
    }
    const accepted = this.#accept(type, form);
    if (scripted?.type === "accept_and_hang") return;
    if (scripted?.type === "delay") await wait(scripted.ms);
    respondJson(response, 201, acceptedBodyOf(this.accountSid, accepted));
  }

  #accept(type: AcceptedByTwilio["type"], form: Form): AcceptedByTwilio {
    if (type === "message") checkMessage(form);
    else checkCall(form);
    const accepted: AcceptedByTwilio = {
      sid: newSid(type === "message" ? "SM" : "CA"),
      type,
      to: String(form.To),
      form,
      statusCallback: typeof form.StatusCallback === "string" ? form.StatusCallback : null,
    };
    this.accepted.push(accepted);
    return accepted;
  }
}

function respondError(
  response: ServerResponse,
  code: number,
  over?: { status?: number; message?: string },
  headers?: Record<string, string>,
): void {
  const error = errorOf(code, over);
  respondJson(response, error.status, error, headers);
}
