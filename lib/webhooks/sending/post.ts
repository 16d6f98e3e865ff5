import { Agent, type Dispatcher, request } from "undici";
import { OutboundError, publicLookup, retryAfterOf } from "@/lib/outbound";
import { isPrivateTarget, whyNoTarget } from "../targets";

/** Standard Webhooks recommends 15 to 30 seconds. */
export const limitMs = 15_000;
/** What is kept of a response. The rest is not read. */
const mostBytes = 16 * 1024;
/** Idle connections are closed after this time, which is less than common servers keep them. */
const idleMs = 4_000;

/** How an endpoint responded. */
export interface PostResult {
  /** Null: there was no response. */
  status: number | null;
  /** The beginning of the response's body. */
  response: string | null;
  /** Why it does not count as delivered, as a sentence. Null: it does. */
  explanation: string | null;
  /** How long it wants to be left alone (429 and 503). Null: it doesn't say. */
  retryAfterSeconds: number | null;
  durationMs: number;
}

type Request = Pick<Dispatcher.RequestOptions, "method" | "body"> & { headers: Record<string, string> };

/** Connections to endpoints. Each is opened to a public address, or to an origin that the installation's owner allows. */
export class Connections {
  readonly #toPublic = new Agent({ ...options, connect: { lookup: publicLookup, timeout: limitMs } });
  readonly #toPrivate = new Agent({ ...options, connect: { timeout: limitMs } });

  /** Sends one request and returns within 15 seconds. Follows no redirects. Never throws. */
  post(text: string, headers: Record<string, string>, body: string): Promise<PostResult> {
    return this.#send(text, { method: "POST", headers, body });
  }

  /** The same without a body. */
  get(text: string, headers: Record<string, string>): Promise<PostResult> {
    return this.#send(text, { method: "GET", headers });
  }

  async #send(text: string, given: Request): Promise<PostResult> {
    const startedAt = performance.now();
    const result = await this.#exchange(new URL(text), given).catch(
      (error): Omit<PostResult, "durationMs"> => ({
        status: null,
        response: null,
        explanation: explain(error),
        retryAfterSeconds: null,
      }),
    );
    return { ...result, durationMs: Math.round(performance.now() - startedAt) };
  }

  async #exchange(url: URL, given: Request) {
    const forbidden = whyNoTarget(url);
    if (forbidden) throw new OutboundError("forbidden", forbidden);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new DOMException("", "TimeoutError")), limitMs);
    try {
      const answer = await request(url, {
        dispatcher: isPrivateTarget(url) ? this.#toPrivate : this.#toPublic,
        ...given,
        signal: controller.signal,
      });
      // The status has arrived, so it counts, however the body goes on.
      const response = await beginningOf(answer.body);
      const { statusCode: status, headers: answered } = answer;
      const isBusy = status === 429 || status === 503;
      const retryAfterSeconds = (isBusy && retryAfterOf(answered["retry-after"])) || null;
      return { status, response, explanation: explainStatus(status), retryAfterSeconds };
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#toPublic.destroy(), this.#toPrivate.destroy()]);
  }
}

const options: Agent.Options = {
  pipelining: 1,
  keepAliveTimeout: idleMs,
  keepAliveMaxTimeout: idleMs,
  // The signal limits the whole request.
  headersTimeout: 0,
  bodyTimeout: 0,
};

/** The first bytes of a body, as text. What is left is not read, and its connection is closed. */
async function beginningOf(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= mostBytes) break;
    }
  } catch {
    // What has arrived is kept.
  }
  // PostgreSQL cannot store NUL.
  return Buffer.concat(chunks).subarray(0, mostBytes).toString("utf8").replaceAll("\0", "\u{fffd}");
}

function explainStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `It responded with ${status}. Redirects are not followed.`;
  if (status === 410) return "It responded with 410 Gone.";
  return `It responded with ${status}.`;
}

function explain(error: unknown): string {
  if (error instanceof OutboundError) return `It was not called: ${error.explanation}.`;
  if (error instanceof Error && error.name === "TimeoutError")
    return `It did not respond within ${limitMs / 1000} seconds.`;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) return `Its certificate is not valid (${code}).`;
  return `It could not be reached (${code || (error instanceof Error ? error.name : typeof error)}).`;
}
