import { ok, type Result, refuse } from "@/lib/result";
import { parseApiKey } from "./api-key";
import type { Ctx } from "./context";
import { type ApiKey, findKey, findKeyByPrefix, type KeyPage, listKeys } from "./keys/repository";
import type { NoSuchKey } from "./refusals";

export async function findApiKey(ctx: Ctx, apiKeyId: string): Promise<Result<ApiKey, NoSuchKey>> {
  const found = await findKey(ctx.project.id, apiKeyId);
  return found ? ok(found) : refuse({ code: "api_key_not_found" });
}

/** Whether a key exists, working or not. */
export async function isKnownKey(secret: string): Promise<boolean> {
  const parsed = parseApiKey(secret);
  return parsed !== null && (await findKeyByPrefix(parsed.prefix)) !== null;
}

/** All keys except deleted ones, newest first. Expired keys stay in the list, to explain a 401. */
export async function listApiKeys(ctx: Ctx, page: KeyPage): Promise<ApiKey[]> {
  return listKeys(ctx.project.id, page);
}
