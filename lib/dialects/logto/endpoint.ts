import type { z } from "zod";
import { z as four } from "zod";
import type { z as three } from "zod/v3";
import type { Ctx, Scope } from "@/lib/access";
import { endpointFor, notFoundFor, type Protocol, routeFor } from "@/lib/http";
import { ok, type Result } from "@/lib/result";
import type { LogtoError, LogtoRefusal } from "./errors";
import { read } from "./guard";
import type { LogtoCode } from "./messages";
import { accountProtocol, managementProtocol } from "./protocol";

/** Path parameters. A route file gets only those in its own path. */
export type Params = Readonly<Record<"id" | "target", string> & Record<string, string>>;

/** An endpoint's declaration. Query and body use zod 3 (see `guard.ts`), the response zod 4. */
interface Declaration<
  Q extends three.ZodTypeAny,
  B extends three.ZodTypeAny,
  V extends z.ZodType,
  C extends LogtoCode,
  L,
> {
  operationId: string;
  summary: string;
  tag: string;
  /** The scope that a backend's key needs. Null: none, or callers have no key. */
  scope: Scope | null;
  query?: Q;
  body?: B;
  /** A check that runs before query and body are parsed. Its value is passed on. */
  gate?: (named: { ctx: Ctx; params: Params; headers: Headers }) => Promise<Result<L, LogtoError<C>>>;
  status?: 200 | 201 | 204;
  /** If omitted, the response is empty. */
  response?: V;
  /** Every refusal of `gate` and `run`. `guard.invalid_input` is added automatically. */
  refusals: readonly C[];
}

interface Incoming<Q, B, L> {
  ctx: Ctx;
  /** The value of `gate`. */
  gated: L;
  params: Params;
  query: Q;
  body: B;
  headers: Headers;
  /** Headers of the response, such as cookies. */
  answerHeaders: Headers;
  signal: AbortSignal;
}

/** Creates the endpoint builder of one of the APIs: ours, with the vendor's validation before `run`. */
export function logtoEndpointFor(protocol: Protocol<LogtoRefusal>) {
  const build = endpointFor(protocol);
  return function endpoint<
    Q extends three.ZodTypeAny = three.ZodUndefined,
    B extends three.ZodTypeAny = three.ZodUndefined,
    V extends z.ZodType = z.ZodUndefined,
    const C extends LogtoCode = never,
    L = undefined,
  >(
    declaration: Declaration<Q, B, V, C, L>,
    run: (
      incoming: Incoming<three.output<Q>, three.output<B>, L>,
    ) => Promise<Result<z.input<V>, LogtoError<C>>>,
  ) {
    const { query, body, gate, response, refusals, ...rest } = declaration;
    return build(
      {
        ...rest,
        status: rest.status ?? (response ? 200 : 204),
        // Next.js passes no params for a path without parameters.
        params: four.record(four.string(), four.string()).default({}),
        ...(query && { query: four.unknown() }),
        ...(body && { body: four.unknown() }),
        load: gate as unknown as (named: object) => Promise<Result<L, LogtoRefusal>>,
        response: response ?? four.undefined(),
        refusals: [...refusals, "guard.invalid_input"] as LogtoCode[],
      },
      async ({ loaded, ...incoming }): Promise<Result<z.input<V>, LogtoRefusal>> => {
        const asked = query ? read("query", query, incoming.query) : ok(undefined);
        if (!asked.ok) return asked;
        const given = body ? read("body", body, incoming.body) : ok(undefined);
        if (!given.ok) return given;
        const answered = await run({
          ...incoming,
          params: incoming.params as Params,
          gated: loaded as L,
          query: asked.value,
          body: given.value,
        });
        return answered as Result<z.input<V>, LogtoRefusal>;
      },
    );
  };
}

/** Declares an endpoint of the Management API. */
export const managementEndpoint = logtoEndpointFor(managementProtocol);

/** Declares an endpoint of the Account API. */
export const accountEndpoint = logtoEndpointFor(accountProtocol);

/** The exports of a route file. All three APIs render responses the same way, so they share it. */
export const route = routeFor(managementProtocol);

/** The catch-all below `/api`: plain text, as on the vendor's server. */
export const notFound = notFoundFor(managementProtocol);
