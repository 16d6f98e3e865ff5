import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { forgetKeys } from "./authenticate";
import type { Ctx } from "./context";
import { createApiKey, type NewApiKey } from "./create-api-key";
import { mayGrant } from "./issue-api-key";
import { endKey, lockKey } from "./keys/repository";
import { record } from "./record";
import type { RotateRefusal } from "./refusals";
import type { Scope } from "./scopes";

export interface RotateApiKey {
  apiKeyId: string;
  /** How long both keys work. 0 revokes the old one immediately. */
  overlapSeconds: number;
  /** The new key's expiry. Omitted or null: it does not expire. */
  expiresAt?: Date | null;
}

/** Creates a key with the name and scopes of the old one, which expires after the overlap. */
export async function rotateApiKey(
  ctx: Ctx,
  { apiKeyId, overlapSeconds, expiresAt }: RotateApiKey,
): Promise<Result<NewApiKey, RotateRefusal>> {
  const projectId = ctx.project.id;
  const rotated = await db().transaction(async (tx): Promise<Result<NewApiKey, RotateRefusal>> => {
    const old = await lockKey(tx, projectId, apiKeyId);
    if (!old) return refuse({ code: "api_key_not_found" });
    const { name, dialect, allowedIps } = old;
    const scopes = old.scopes as Scope[];
    const granted = await mayGrant(ctx, scopes, expiresAt, tx);
    if (!granted.ok) return granted;
    const made = await createApiKey(projectId, { name, scopes, dialect, allowedIps, expiresAt }, tx);
    await endKey(projectId, apiKeyId, overlapSeconds, tx);
    await record(ctx, "api_key.rotated", { apiKeyId, newApiKeyId: made.key.id, name, overlapSeconds }, tx);
    return ok(made);
  });
  forgetKeys();
  return rotated;
}
