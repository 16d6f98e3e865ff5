import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { mapOk, type Result } from "@/lib/result";
import { findUser } from "@/lib/users";
import { callingUser } from "../subject";

/** Device keys cannot be added here, so the list is empty. */
export const DeviceKeys = z.strictObject({ result: z.array(z.never()) });

/** The device keys of the signed-in user. */
export async function deviceKeys(
  ctx: Ctx,
): Promise<Result<z.input<typeof DeviceKeys>, { code: "user_not_found" }>> {
  return mapOk(await findUser(ctx, callingUser(ctx).userId), () => ({ result: [] }));
}
