import { type Dispatcher, Pool } from "undici";
import { retryAfterOf } from "@/lib/outbound";
import { redact } from "../../redact";
import { ProviderUnavailable } from "../provider";

/** The connection of a longer response is dropped, and its text is not read. */
const maxResponseBytes = 64 * 1024;
/**
 * Idle connections are closed after this time. A server can announce a different one in its `Keep-Alive` header. Common
 * servers and load balancers keep them for at least five seconds.
 */
const idleMs = 4_000;

/** Statuses in addition to 5xx that ask for a retry: RFC 9110 §15.5.9, RFC 8470 §5.2 and RFC 6585 §4. */
const temporaryStatuses = new Set([408, 425, 429]);

export interface HttpRequest {
  method: "GET" | "POST";
  /** With its query. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface HttpResponse {
  status: number;
  /** The body. Empty if it is longer than 64 KB or could not be read: the status has arrived, so it counts. */
  text: string;
  /** Status and body, without secrets. */
  explanation: string;
}

export interface HttpClientOptions {
  maxConnections: number;
  /** The `Authorization` header of every request. */
  authorization?: string;
  /** Removed from explanations, like the authorization. */
  secrets?: readonly string[];
}

/** Requests to one origin over connections that are kept open. For providers without an SDK. */
export class HttpClient {
  readonly #pool: Pool;
  readonly #authorization: { authorization?: string };
  readonly #secrets: readonly string[];

  /** The URL's path is not used. */
  constructor(url: string, { maxConnections, authorization, secrets = [] }: HttpClientOptions) {
    this.#authorization = authorization ? { authorization } : {};
    // Servers that quote the header often leave out the scheme.
    const quoted = authorization ? [authorization, authorization.replace(/^\w+ +/, "")] : [];
    this.#secrets = [...secrets, ...quoted];
    this.#pool = new Pool(new URL(url).origin, {
      connections: maxConnections,
      // One request at a time for each connection: a slow response delays no other message.
      pipelining: 1,
      keepAliveTimeout: idleMs,
      maxResponseSize: maxResponseBytes,
      // The caller's signal limits the whole request.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /**
   * Sends one request. Redirects are not followed, because messages contain secrets.
   * Throws `ProviderUnavailable` if there is no response or it asks for a retry, and the signal's reason if that aborts.
   */
  async request(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const {
      statusCode: status,
      headers,
      body,
    } = await this.#sendRequest({
      ...request,
      headers: { ...this.#authorization, ...request.headers },
      signal,
    });
    const text = await body.text().catch((error: unknown) => {
      if (signal.aborted) throw error;
      return "";
    });
    const explanation = this.redact(`${status} ${text}`);
    if (status < 500 && !temporaryStatuses.has(status)) return { status, text, explanation };
    throw new ProviderUnavailable(explanation, {
      hasAnswered: true,
      providerCode: String(status),
      retryAfterSeconds: retryAfterOf(headers["retry-after"]),
    });
  }

  /** A part of a response without secrets, as one short line. */
  redact(text: string): string {
    return redact(text, this.#secrets);
  }

  /** Closes idle connections. Those in use are closed when their response is complete. */
  close(): void {
    // Rejects if it was closed before.
    this.#pool.close().catch(() => {});
  }

  /**
   * A server can close a connection at the moment it is used again. The request is repeated once in that case. If the server
   * did read it, it gets a duplicate, as it would by the outbox's retry; an idempotency key lets it recognize that.
   */
  async #sendRequest(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    const { signal } = options as { signal: AbortSignal };
    try {
      return await this.#pool.request(options).catch((error: unknown) => {
        if (signal.aborted || !wasClosed(error)) throw error;
        return this.#pool.request(options);
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new ProviderUnavailable(`it could not be reached${codeOf(error)}`);
    }
  }
}

/** Whether a connection ended without a response, although it had worked before. A reset does not tell, so it always counts. */
function wasClosed(error: unknown): boolean {
  const { code, socket } = error as { code?: string; socket?: { bytesRead: number } };
  if (code === "UND_ERR_SOCKET") return socket !== undefined && socket.bytesRead > 0;
  return code === "ECONNRESET" || code === "EPIPE";
}

/** The code of a network error, which says more than its name. Messages can contain anything, so they are not repeated. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? ` (${code})` : "";
}

/** A response's JSON, or undefined if it is something else. */
export function jsonOf({ text }: HttpResponse): unknown {
  // Most responses that are not JSON are recognized without an exception.
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
