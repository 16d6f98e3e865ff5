import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { cancel, find, setWireContext } from "@/lib/verification";
import { findToken, type NoSuchToken } from "./find";
import type { TokenContext } from "./token";

/** Deletes a token. What it verified is kept. */
export async function deleteToken(ctx: Ctx, id: string): Promise<Result<undefined, NoSuchToken>> {
  const found = await findToken(ctx, id);
  if (!found.ok) return found;
  await cancel(ctx, { verificationId: found.value.id });
  const now = await find(ctx, found.value.id);
  if (now.ok) {
    const wireContext = { ...(now.value.wireContext as TokenContext), isDeleted: true };
    await setWireContext(ctx, { verification: now.value, wireContext });
  }
  return ok(undefined);
}
