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
  /** For how long both keys work. 0 ends the old one now. */
  overlapSeconds: number;
  /** The end of the new key. Left out or null: it has none. */
  expiresAt?: Date | null;
}

/** Makes a new key with the name and the scopes of the old one, which ends after the overlap. */
export async function rotateApiKey(
  ctx: Ctx,
  { apiKeyId, overlapSeconds, expiresAt }: RotateApiKey,
): Promise<Result<NewApiKey, RotateRefusal>> {
  const projectId = ctx.project.id;
  const rotated = await db().transaction(async (tx): Promise<Result<NewApiKey, RotateRefusal>> => {
    const old = await lockKey(tx, projectId, apiKeyId);
    if (!old) return refuse({ code: "api_key_not_found" });
    const { name, dialect } = old;
    const scopes = old.scopes as Scope[];
    const given = await mayGrant(ctx, scopes, expiresAt, tx);
    if (!given.ok) return given;
    const made = await createApiKey(projectId, { name, scopes, dialect, expiresAt }, tx);
    await endKey(projectId, apiKeyId, overlapSeconds, tx);
    await record(ctx, "api_key.rotated", { apiKeyId, newApiKeyId: made.key.id, name, overlapSeconds }, tx);
    return ok(made);
  });
  forgetKeys();
  return rotated;
}
