import { type Ctx, record } from "@/lib/access";
import { db, type Tx } from "@/lib/db";
import { differencesOf } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import type { EndpointNotFound, UrlForbidden } from "../refusals";
import { forgetEndpoints } from "../running";
import { newSigningKey, sealKeys, unsealKeys } from "../signing";
import { whyNoTarget } from "../targets";
import type { CreateEndpoint } from "./create-endpoint";
import { type Endpoint, type NewEndpoint, toEndpoint } from "./endpoint";
import {
  deleteRow,
  disableRow,
  type EndpointPage,
  type EndpointRow,
  enableRow,
  findRow,
  listRows,
  lockRow,
  updateRow,
} from "./repository";

export async function findEndpoint(ctx: Ctx, id: string): Promise<Result<Endpoint, EndpointNotFound>> {
  const row = await findRow(ctx.project.id, id);
  return row ? ok(toEndpoint(row)) : refuse({ code: "webhook_endpoint_not_found" });
}

/** Runs a change in a transaction. This process sees it at once. */
async function inChange<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await db().transaction(run);
  forgetEndpoints();
  return result;
}

/** Newest first. */
export async function listEndpoints(projectId: string, page: EndpointPage): Promise<Endpoint[]> {
  return (await listRows(projectId, page)).map(toEndpoint);
}

export interface UpdateEndpoint
  extends Partial<Pick<CreateEndpoint, "url" | "description" | "types" | "payload" | "secret" | "options">> {
  /** Enabling it sends what happens from then on, and what was still waiting. */
  isEnabled?: boolean;
}

/** Changes what is given and keeps the rest. */
export async function updateEndpoint(
  ctx: Ctx,
  id: string,
  { isEnabled, ...change }: UpdateEndpoint,
): Promise<Result<Endpoint, EndpointNotFound | UrlForbidden>> {
  const explanation = change.url === undefined ? null : whyNoTarget(new URL(change.url));
  if (explanation) return refuse({ code: "webhook_url_forbidden", explanation });
  return inChange(async (tx): Promise<Result<Endpoint, EndpointNotFound>> => {
    const before = await lockRow(tx, ctx.project.id, id);
    if (!before) return refuse({ code: "webhook_endpoint_not_found" });
    const isSwitched = isEnabled !== undefined && isEnabled === (before.disabledAt !== null);
    const { secret, ...columns } = change;
    const secrets = secret === undefined ? undefined : sealKeys(id, [{ secret }]);
    await updateRow(tx, id, { ...columns, secrets });
    if (isSwitched) await (isEnabled ? enableRow(tx, id) : disableRow(tx, id, "operator"));
    const changed = [...Object.keys(change), ...(isSwitched ? ["enabled"] : [])];
    const after = (await lockRow(tx, ctx.project.id, id))!;
    const facts = {
      endpointId: id,
      url: after.url,
      changed,
      ...differencesOf(shown(before), shown(after)),
    };
    await record(ctx, "webhook.updated", facts, tx);
    return ok(toEndpoint(after));
  });
}

/** What events can contain. */
function shown({ url, description, types, payload, disabledAt }: EndpointRow): Record<string, unknown> {
  return { url, description, types, payload, enabled: disabledAt === null };
}

/** Deletes it with its messages. Returns the deleted endpoint. */
export async function deleteEndpoint(ctx: Ctx, id: string): Promise<Result<Endpoint, EndpointNotFound>> {
  return inChange(async (tx): Promise<Result<Endpoint, EndpointNotFound>> => {
    const row = await lockRow(tx, ctx.project.id, id);
    if (!row) return refuse({ code: "webhook_endpoint_not_found" });
    await deleteRow(tx, ctx.project.id, id);
    await record(ctx, "webhook.deleted", { endpointId: id, url: row.url }, tx);
    return ok(toEndpoint(row));
  });
}

/** Makes a new signing key. Until the overlap is over, the old one signs as well. */
export async function rotateSecret(
  ctx: Ctx,
  id: string,
  overlapSeconds: number,
): Promise<Result<NewEndpoint, EndpointNotFound>> {
  return inChange(async (tx): Promise<Result<NewEndpoint, EndpointNotFound>> => {
    const row = await lockRow(tx, ctx.project.id, id);
    if (!row) return refuse({ code: "webhook_endpoint_not_found" });
    const now = Date.now();
    const until = now + overlapSeconds * 1000;
    const key = newSigningKey(row.signature);
    const old = unsealKeys(id, row.secrets)
      .map((known) => ({ ...known, until: Math.min(known.until ?? until, until) }))
      .filter((known) => known.until > now);
    await updateRow(tx, id, { secrets: sealKeys(id, [key, ...old]) });
    await record(ctx, "webhook.rotated", { endpointId: id, url: row.url, overlapSeconds }, tx);
    return ok({ endpoint: toEndpoint((await lockRow(tx, ctx.project.id, id))!), secret: key.secret });
  });
}
