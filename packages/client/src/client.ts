import { ConnectionError, errorOf, ProblemError } from "./problem-error.js";

export interface ClientOptions {
  /** Where Countersign is, such as `https://verify.example.com`. */
  baseUrl: string;
  /** An API key or access token, or a function that returns the current one. Must not reach a browser. */
  apiKey: string | (() => string | Promise<string>);
  /** The longest time for one try, in seconds. A call with `waitSeconds` may take that much longer. 30 by default. */
  timeoutSeconds?: number;
  /** How often a failed call is repeated if that is safe. 2 by default, 0 turns it off. */
  retries?: number;
  /** Instead of the global `fetch`. */
  fetch?: typeof fetch;
}

export interface Client {
  /** Sends one call of the API. The functions for the operations use it. */
  send(request: ApiRequest, options?: CallOptions): Promise<unknown>;
}

export interface CallOptions {
  /** Cancels the call, with its retries. */
  signal?: AbortSignal;
  timeoutSeconds?: number;
  retries?: number;
  /** Calls with the same key are run once within 24 hours. Without one, each call gets its own, which its retries share. */
  idempotencyKey?: string;
}

export interface ApiRequest {
  method: string;
  /** With its query. */
  path: string;
  body?: unknown;
  /** Whether running it twice does the same as running it once, or the API takes an `Idempotency-Key` for it. */
  repeats: "safely" | "by key" | "never";
  /** How long the API may wait before it responds. */
  waitSeconds?: number;
}

/** No retry waits longer than this: a caller with a person behind it is better served by the error. */
const longestDelaySeconds = 5;

/** A client of one project, or with an installation key of all. It keeps no connection and no state. */
export function createClient(options: ClientOptions): Client {
  const origin = options.baseUrl.replace(/\/+$/, "");
  return {
    async send(request, call = {}) {
      const { retries = options.retries ?? 2, signal } = call;
      const headers = await headersFor(options, request, call);
      const timeoutSeconds =
        (call.timeoutSeconds ?? options.timeoutSeconds ?? 30) + (request.waitSeconds ?? 0);
      for (let retry = 0; ; retry++) {
        const outcome = await attempt(options.fetch ?? fetch, `${origin}${request.path}`, {
          method: request.method,
          headers,
          body: request.body === undefined ? undefined : JSON.stringify(request.body),
          redirect: "manual",
          timeoutSeconds,
          signal,
        });
        if ("value" in outcome) return outcome.value;
        const delay = retry < retries ? retryDelaySeconds(outcome.error, request.repeats, retry) : null;
        if (delay === null) throw outcome.error;
        await wait(delay, signal);
      }
    },
  };
}

async function headersFor({ apiKey }: ClientOptions, { body, repeats }: ApiRequest, call: CallOptions) {
  const key = typeof apiKey === "function" ? await apiKey() : apiKey;
  const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (repeats === "by key") headers["idempotency-key"] = call.idempotencyKey ?? crypto.randomUUID();
  return headers;
}

interface Attempt extends RequestInit {
  timeoutSeconds: number;
  signal: AbortSignal | undefined;
}

type Outcome = { value: unknown } | { error: ProblemError | ConnectionError };

async function attempt(
  send: typeof fetch,
  url: string,
  { timeoutSeconds, signal, ...init }: Attempt,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await send(url, {
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) return { error: await errorOf(response) };
    const text = await response.text();
    return { value: text === "" ? undefined : JSON.parse(text) };
  } catch (cause) {
    // What the caller canceled is the caller's own error, not ours.
    signal?.throwIfAborted();
    const message = timeout.aborted
      ? `Countersign did not respond within ${timeoutSeconds} seconds.`
      : "Countersign could not be reached.";
    return { error: new ConnectionError(message, { cause }) };
  }
}

/** Refused before anything was done, so that every call can be repeated. */
const refusedEarly = new Set(["quota_exceeded", "idempotency_in_flight"]);

/** How long to wait before the next try. Null: the call must not be repeated, or it would take too long. */
function retryDelaySeconds(
  error: ProblemError | ConnectionError,
  repeats: ApiRequest["repeats"],
  retry: number,
): number | null {
  const isEarly = error instanceof ProblemError && refusedEarly.has(error.code);
  const isOutage = error.status === null || error.status >= 500;
  if (!isEarly && !(isOutage && repeats !== "never")) return null;
  const asked = error instanceof ProblemError ? error.retryAfterSeconds : null;
  // Half of it is random, so that the clients of an outage do not come back at the same moment.
  const delay = asked ?? 0.25 * 2 ** retry * (1 + Math.random());
  return delay > longestDelaySeconds ? null : delay;
}

function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, seconds * 1000);
    signal?.addEventListener("abort", done);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    }
    if (signal?.aborted) done();
  });
}
