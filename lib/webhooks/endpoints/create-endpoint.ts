import { type Ctx, record } from "@/lib/access";
import { db, isDistributed } from "@/lib/db";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { type FormatName, formatTypes } from "../formats";
import type { EndpointLimit, UrlForbidden } from "../refusals";
import { forgetEndpoints } from "../running";
import { newSigningKey, type SignatureKind, sealKeys } from "../signing";
import { whyNoTarget } from "../targets";
import type { WebhookType } from "../types";
import { type NewEndpoint, toEndpoint } from "./endpoint";
import { countRows, disableRow, insertRow } from "./repository";

/** Each one multiplies what an event costs. */
export const maxEndpoints = 50;

export interface CreateEndpoint {
  url: string;
  description?: string;
  /** Defaults to all that the format can tell. */
  types?: WebhookType[] | null;
  /** Defaults to `standard`. */
  format?: FormatName;
  /** Defaults to `full`. */
  payload?: "thin" | "full";
  /** Defaults to `hmac`. */
  signature?: SignatureKind;
  /** The key, for vendors whose callers choose it. */
  secret?: string;
  /** A vendor's own options. */
  options?: Record<string, unknown>;
  /** Defaults to true. */
  isEnabled?: boolean;
}

/** The feed reads the endpoints together with the events, which are on other servers there. */
const notOnCitus = "Webhooks do not work on Citus yet.";

export type CreateEndpointRefusal = UrlForbidden | EndpointLimit;

/** Adds an endpoint, which gets what happens from now on. At most 50 in a project. */
export async function createEndpoint(
  ctx: Ctx,
  { url, signature = "hmac", format = "standard", secret, isEnabled = true, ...given }: CreateEndpoint,
): Promise<Result<NewEndpoint, CreateEndpointRefusal>> {
  const explanation = isDistributed() ? notOnCitus : whyNoTarget(new URL(url));
  if (explanation) return refuse({ code: "webhook_url_forbidden", explanation });
  const id = newId();
  const key = secret === undefined ? newSigningKey(signature) : { secret };
  const secrets = sealKeys(id, [key]);
  const can = formatTypes[format];
  const types = can ? can.filter((type) => given.types?.includes(type) ?? true) : given.types;
  const row = { ...given, id, projectId: ctx.project.id, url, signature, format, secrets, types };
  const created = await db().transaction(async (tx): Promise<Result<NewEndpoint, CreateEndpointRefusal>> => {
    if ((await countRows(tx, ctx.project.id)) >= maxEndpoints)
      return refuse({ code: "webhook_endpoints_exhausted", max: maxEndpoints });
    const inserted = await insertRow(tx, row);
    const disabled = isEnabled ? null : await disableRow(tx, id, "operator");
    const endpoint = toEndpoint({ ...inserted, ...disabled });
    await record(ctx, "webhook.created", { endpointId: id, url, types: endpoint.types }, tx);
    return ok({ endpoint, secret: key.secret });
  });
  forgetEndpoints();
  return created;
}
