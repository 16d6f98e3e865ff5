import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { type IdentifierInput, parseIdentifierLeniently } from "./identifier";
import { isHeldVerified } from "./identifier-status/repository";

/** Whether any user of the project has this verified. A value that does not parse is compared as text. */
export async function isVerifiedByAnyone(ctx: Ctx, identifier: IdentifierInput): Promise<boolean> {
  const read = parseIdentifierLeniently(identifier);
  return read.ok && isHeldVerified(db(), { ...read.value, projectId: ctx.project.id });
}
