import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { forgetKeys } from "./authenticate";
import type { Ctx } from "./context";
import { type ApiKey, findKey, updateKey } from "./keys/repository";
import { record } from "./record";
import type { NoSuchKey } from "./refusals";

export interface UpdateApiKey {
  apiKeyId: string;
  name?: string;
  /** Addresses and CIDR ranges it may be used from. Empty: any. */
  allowedIps?: string[];
}

/** Changes a key's name, or where it may be used from. Omitted members keep their value. */
export async function updateApiKey(
  ctx: Ctx,
  { apiKeyId, name, allowedIps }: UpdateApiKey,
): Promise<Result<ApiKey, NoSuchKey>> {
  const projectId = ctx.project.id;
  const changed = await db().transaction(async (tx) => {
    if (name === undefined && allowedIps === undefined) return findKey(projectId, apiKeyId);
    const key = await updateKey(projectId, apiKeyId, { name, allowedIps }, tx);
    if (key) await record(ctx, "api_key.updated", { apiKeyId, name: key.name, allowedIps }, tx);
    return key;
  });
  forgetKeys();
  return changed ? ok(changed) : refuse({ code: "api_key_not_found" });
}
