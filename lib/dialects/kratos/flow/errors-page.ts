import type { Ctx } from "@/lib/access";
import { findWireSession } from "@/lib/http";
import { csrfError, errorDocument, errors } from "../errors";
import type { Call } from "../protocol";
import { errorReply, json, type Reply, withCookie } from "../reply";
import { flowIdOf } from "./context";
import { publicRequestOf, secretFor } from "./public-request";

/** An error stored for the page that shows it. Can be read repeatedly. */
export async function getFlowError(ctx: Ctx, call: Call): Promise<Reply> {
  const request = publicRequestOf(ctx, call);
  const { cookie } = secretFor(request);
  return withCookie(await shown(ctx, call, request.query.get("error") ?? request.query.get("id")), cookie);
}

async function shown(ctx: Ctx, { request }: Call, id: string | null): Promise<Reply> {
  if (id === "stub:500") {
    const { error } = errorDocument(errors.stub, null) as { error: object };
    const now = new Date().toISOString();
    return json(200, { id: "00000000-0000-0000-0000-000000000000", error, created_at: now, updated_at: now });
  }
  const uuid = flowIdOf(id);
  const kept = uuid === null ? null : await findWireSession(ctx, uuid);
  if (!kept) return errorReply(errors.noRow, request.headers);
  const at = kept.createdAt.toISOString();
  return json(200, { id: kept.id, error: kept.document, created_at: at, updated_at: at });
}

/** Refuses unsafe methods where only GET exists, like the vendor's anti-CSRF layer. */
export async function refuseUnsafe(ctx: Ctx, call: Call): Promise<Reply> {
  const { headers, secret } = publicRequestOf(ctx, call);
  const error = csrfError(headers, { hasSecret: secret !== null, hasToken: headers.has("x-csrf-token") });
  return errorReply(error, headers);
}
