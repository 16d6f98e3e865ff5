import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { type GivenIdentifier, readAnyhow } from "./identifier";
import { isHeldVerified } from "./standing/repository";

/** Whether any user of the project holds this verified. What does not parse is compared as text. */
export async function isVerifiedByAnyone(ctx: Ctx, identifier: GivenIdentifier): Promise<boolean> {
  const read = readAnyhow(identifier);
  return read.ok && isHeldVerified(db(), { ...read.value, projectId: ctx.project.id });
}
