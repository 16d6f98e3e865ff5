import { z } from "zod";
import type { Ctx, Scope } from "@/lib/access";
import { endpointFor, type Handler, notFoundFor, routeFor } from "@/lib/http";
import { ok } from "@/lib/result";
import { Answer, adminProtocol, Call, publicProtocol } from "./protocol";
import type { Reply } from "./reply";

/** The path parameters. The framework passes none for static paths. */
const Params = z.record(z.string(), z.string()).prefault({});

type Run = (ctx: Ctx, call: Call, params: Record<string, string>) => Promise<Reply>;

const publicBuilder = endpointFor(publicProtocol);
const adminBuilder = endpointFor(adminProtocol);

/** Declares a public endpoint. */
export function publicEndpoint(operationId: string, summary: string, run: Run): Handler {
  const declaration = { operationId: `kratos.${operationId}`, summary, tag: "Kratos", scope: null };
  return publicBuilder(
    { ...declaration, params: Params, body: Call, response: Answer, refusals: [] },
    async ({ ctx, body, params }) => ok(await run(ctx, body, params)),
  );
}

/** Declares an endpoint of the admin API. */
export function adminEndpoint(operationId: string, summary: string, scope: Scope, run: Run): Handler {
  const declaration = { operationId: `kratos.${operationId}`, summary, tag: "Kratos", scope };
  return adminBuilder(
    { ...declaration, params: Params, body: Call, response: Answer, refusals: [] },
    async ({ ctx, body, params }) => ok(await run(ctx, body, params)),
  );
}

/** The exports of a route file. */
export const route = routeFor(publicProtocol);

/** The catch-alls. */
export const notFound = notFoundFor(publicProtocol);
