import {
  checkCode,
  type Client as Device,
  getVerification,
  resendVerification,
  type StartVerification,
  startVerification,
  type Verification,
} from "./api.js";
import type { Client } from "./client.js";
import { ConnectionError, ProblemError } from "./problem-error.js";

/*
 * The routes of your own backend that the components of `@countersign/react` call, so that no API key reaches a browser:
 * `POST /`, `GET /{id}`, `POST /{id}/attempts` and `POST /{id}/resends`, below any path.
 */

/** What the person entered. */
export type EnteredRecipient = { email: string } | { phone: string; country?: string };

export interface HandlerOptions {
  client: Client;
  /** What the proofs are for: `confirm` by default. Verifications for another purpose are refused. */
  purpose?: string;
  /**
   * Decides about a start: returns what to start it with, such as `{ ...recipient, userId }`, or a `Response` to refuse it. By
   * default, everybody can verify any address or number.
   */
  start?: (
    recipient: EnteredRecipient,
    request: Request,
  ) => StartVerification | Response | Promise<StartVerification | Response>;
  /**
   * Called when a code was right, before the browser is told. Use the `identifier` in the verification and nothing that the
   * browser sent. The returned headers, such as a session cookie, are sent with the response.
   */
  onVerified?: (verification: Verification, request: Request) => MaybeHeaders | Promise<MaybeHeaders>;
  /** The person's address, from a source that you trust. Limits by address and network need it. */
  ipOf?: (request: Request) => string | undefined;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a callback may return nothing.
type MaybeHeaders = HeadersInit | void;

/** What the browser learns about a verification. */
export interface VerificationState {
  id: string;
  status: Verification["status"];
  channel: Verification["channel"];
  attemptsLeft: number;
  /** Null: no message is left. */
  resendInSeconds: number | null;
  expiresInSeconds: number;
}

/** Why a call was refused. */
export interface VerificationFailure {
  /** A code of the API, or `unavailable`. */
  code: string;
  attemptsLeft?: number;
  retryAfterSeconds?: number;
}

export type Handler = (request: Request) => Promise<Response>;

/** Makes the handler of those routes. It serves each request whose path ends in one of them, and responds with 404 to others. */
export function createHandler(options: HandlerOptions): Handler {
  return async (request) => {
    // A form on another site can't send JSON, and browsers say where a script's request comes from.
    const site = request.headers.get("sec-fetch-site");
    if (site !== null && site !== "same-origin") return failed(403, { code: "cross_site" });
    const [, id, action] =
      /\/(ver_[0-9a-z]{26})(?:\/(attempts|resends))?\/?$/.exec(new URL(request.url).pathname) ?? [];
    try {
      if (request.method === "GET" && id && !action) return await show(options, id);
      if (request.method !== "POST" || (id && !action)) return failed(405, { code: "method_not_allowed" });
      const body = await bodyOf(request);
      if (!body) return failed(400, { code: "request_invalid" });
      if (!id) return await start(options, body, request);
      if (action === "resends") return await resend(options, id, request);
      return await check(options, id, body, request);
    } catch (error) {
      return failureOf(error);
    }
  };
}

async function show({ client }: HandlerOptions, id: string): Promise<Response> {
  return Response.json(stateOf(await getVerification(client, { id })), noStore);
}

async function start(options: HandlerOptions, body: Body, request: Request): Promise<Response> {
  const recipient = recipientOf(body);
  if (!recipient) return failed(400, { code: "request_invalid" });
  const asked = options.start ? await options.start(recipient, request) : recipient;
  if (asked instanceof Response) return asked;
  const started = await startVerification(options.client, {
    purpose: options.purpose,
    client: deviceOf(options, request),
    ...asked,
  });
  return Response.json(stateOf(started), { status: 201, ...noStore });
}

async function check(options: HandlerOptions, id: string, body: Body, request: Request): Promise<Response> {
  if (typeof body.code !== "string") return failed(400, { code: "request_invalid" });
  const verified = await checkCode(options.client, {
    id,
    code: body.code,
    client: deviceOf(options, request),
    expect: { purpose: options.purpose ?? "confirm" },
  });
  const headers = new Headers((await options.onVerified?.(verified, request)) ?? undefined);
  headers.set("cache-control", "no-store");
  return Response.json(stateOf(verified), { headers });
}

async function resend(options: HandlerOptions, id: string, request: Request): Promise<Response> {
  const sent = await resendVerification(options.client, { id, client: deviceOf(options, request) });
  return Response.json(stateOf(sent), noStore);
}

function stateOf(v: Verification): VerificationState {
  return {
    id: v.id,
    status: v.status,
    channel: v.channel,
    attemptsLeft: v.attempts.max - v.attempts.used,
    resendInSeconds: v.sends.nextInSeconds,
    expiresInSeconds: v.expiresInSeconds,
  };
}

type Body = Record<string, unknown>;

async function bodyOf(request: Request): Promise<Body | null> {
  if (!request.headers.get("content-type")?.startsWith("application/json")) return null;
  const body: unknown = await request.json().catch(() => null);
  return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Body) : null;
}

function recipientOf({ email, phone, country }: Body): EnteredRecipient | null {
  if (typeof email === "string") return { email };
  if (typeof phone !== "string") return null;
  return typeof country === "string" ? { phone, country } : { phone };
}

function deviceOf({ ipOf }: HandlerOptions, request: Request): Device {
  const [ip, userAgent] = [ipOf?.(request), request.headers.get("user-agent")?.slice(0, 500)];
  return { ...(ip && { ip }), ...(userAgent && { userAgent }) };
}

function failureOf(error: unknown): Response {
  if (error instanceof ConnectionError) return failed(503, { code: "unavailable" });
  // A wrong key is your own mistake, which belongs in your own log.
  if (!(error instanceof ProblemError) || error.status === 401 || error.status === 403) throw error;
  const { code, status, problem, retryAfterSeconds } = error;
  return failed(status, {
    code,
    ...(typeof problem.attemptsLeft === "number" && { attemptsLeft: problem.attemptsLeft }),
    ...(retryAfterSeconds !== null && { retryAfterSeconds }),
  });
}

const noStore = { headers: { "cache-control": "no-store" } };

const failed = (status: number, failure: VerificationFailure) =>
  Response.json(failure, { status, ...noStore });

/** What `toNodeListener` uses of a request of Node.js or Express. */
interface NodeRequest extends AsyncIterable<Uint8Array> {
  method?: string;
  url?: string;
  /** Express keeps the path here if the handler is mounted below one. */
  originalUrl?: string;
  headers: Record<string, string | string[] | undefined>;
  /** If a parser was there before. */
  body?: unknown;
}

interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string | string[]): unknown;
  end(body: string): unknown;
}

/** For Express and Node's own server: `app.use("/api/verification", toNodeListener(createHandler({ client })))`. */
export function toNodeListener(handler: Handler) {
  return (request: NodeRequest, response: NodeResponse, next?: (error: unknown) => void): void => {
    respond(handler, request, response).catch((error: unknown) => {
      if (next) return next(error);
      response.statusCode = 500;
      response.end("");
      throw error;
    });
  };
}

async function respond(handler: Handler, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const { method = "GET", url = "/", originalUrl = url } = incoming;
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    value === undefined || name.startsWith(":") ? [] : [[name, String(value)] as [string, string]],
  );
  const response = await handler(
    new Request(new URL(originalUrl, "http://localhost"), {
      method,
      headers,
      body: method === "POST" ? await textOf(incoming) : undefined,
    }),
  );
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  outgoing.end(await response.text());
}

async function textOf(incoming: NodeRequest): Promise<string> {
  if (incoming.body !== undefined) return JSON.stringify(incoming.body);
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of incoming) text += decoder.decode(chunk, { stream: true });
  return text;
}
