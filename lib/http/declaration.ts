import type { z } from "zod";
import type { Ctx, Scope } from "@/lib/access";
import type { Refusal, Result } from "@/lib/result";
import type { QuotaLeft } from "./protocol";

/** An endpoint's declaration, the source of its validation, types and OpenAPI document. */
export interface Declaration<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  V extends z.ZodType,
  R extends Refusal,
  L = undefined,
> {
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  /** The scope that a backend's key needs. Null: none. */
  scope: Scope | null;
  params?: P;
  query?: Q;
  body?: B;
  /** The longest body, in bytes, if it isn't the protocol's. */
  maxBodyBytes?: number;
  /** Finds the resource of the path, for vendors that report a missing one before they validate query and body. */
  load?: (named: { ctx: Ctx; params: z.output<P>; headers: Headers }) => Promise<Result<L, R>>;
  /** Default 200. */
  status?: 200 | 201 | 202 | 204;
  /** A stream's is made with `eventsOf`. */
  response: V;
  /** Every refusal that `run` can return. An undocumented one does not compile. */
  refusals: readonly R["code"][];
  /**
   * For a POST that creates or sends: it accepts an `Idempotency-Key`. Returns the part of the response that may be stored for a
   * replay, because stored responses must not contain secrets.
   */
  storable?: (value: z.output<V>) => z.output<V>;
}

export interface Incoming<P, Q, B, L = undefined> {
  ctx: Ctx;
  /** What `load` found. */
  loaded: L;
  params: P;
  query: Q;
  body: B;
  /** For vendors whose clients send a proof or a session outside the body. */
  headers: Headers;
  /** Header fields of the response, such as a cookie. Also sent with a refusal. */
  answerHeaders: Headers;
  /** Aborts when the client disconnects. For endpoints that wait: their time is not counted as time to answer. */
  signal: AbortSignal;
  /** Reports these limits in the response's `RateLimit` fields. */
  showQuotas(quotas: readonly QuotaLeft[]): void;
}

export interface RouteParams {
  params: Promise<Record<string, string | string[] | undefined>>;
}

/** Turns a request into a response, independently of the framework that calls it. */
export type Handler = (request: Request, route: RouteParams) => Promise<Response>;

// biome-ignore lint/suspicious/noExplicitAny: a declaration of any endpoint, as the OpenAPI generator reads it.
export type Operation = Declaration<any, any, any, any, any, any>;
