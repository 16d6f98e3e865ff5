import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { findHolder } from "./repository";

export interface FindAccountHolder {
  provider: string;
  issuer: string;
  subject: string;
}

/**
 * The user with this account, or null. A subject is unique only per issuer (docs/security.md #31): the same subject from
 * another issuer of the same provider is another account.
 */
export async function findAccountHolder(
  ctx: Ctx,
  { provider, issuer, subject }: FindAccountHolder,
): Promise<string | null> {
  const place = { projectId: ctx.project.id, provider, subject, provedBy: issuer };
  return (await findHolder(db(), place)) ?? null;
}
