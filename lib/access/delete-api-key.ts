import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { forgetKeys } from "./authenticate";
import type { Ctx } from "./context";
import { type ApiKey, endKey } from "./keys/repository";
import { record } from "./record";
import type { NoSuchKey } from "./refusals";

/** Revokes a key: immediately in this process, within five seconds in others. Returns the key. */
export async function deleteApiKey(ctx: Ctx, apiKeyId: string): Promise<Result<ApiKey, NoSuchKey>> {
  const deleted = await db().transaction(async (tx): Promise<Result<ApiKey, NoSuchKey>> => {
    const key = await endKey(ctx.project.id, apiKeyId, 0, tx);
    if (!key) return refuse({ code: "api_key_not_found" });
    await record(ctx, "api_key.deleted", { apiKeyId, name: key.name }, tx);
    return ok(key);
  });
  forgetKeys();
  return deleted;
}
