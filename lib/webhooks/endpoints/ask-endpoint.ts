import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { EndpointNotFound } from "../refusals";
import { Connections, type PostResult } from "../sending/post";
import { type SigningKey, unsealKeys } from "../signing";
import { findRow } from "./repository";

/** Sends a GET to an endpoint, enabled or not, for vendors whose consumers first prove that they expect messages. */
export async function askEndpoint(
  ctx: Ctx,
  id: string,
  headersOf: (keys: readonly SigningKey[]) => Record<string, string>,
): Promise<Result<PostResult, EndpointNotFound>> {
  const row = await findRow(ctx.project.id, id);
  if (!row) return refuse({ code: "webhook_endpoint_not_found" });
  const connections = new Connections();
  try {
    return ok(await connections.get(row.url, headersOf(unsealKeys(id, row.secrets))));
  } finally {
    await connections.close();
  }
}
