import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { findHolder } from "./repository";

export interface FindAccountHolder {
  provider: string;
  issuer: string;
  subject: string;
}

/**
 * Whose account this is, or null. A subject means nothing without its issuer (docs/security.md #31): one that another issuer
 * gave under the same provider's name is another account.
 */
export async function findAccountHolder(
  ctx: Ctx,
  { provider, issuer, subject }: FindAccountHolder,
): Promise<string | null> {
  const place = { projectId: ctx.project.id, provider, subject, provedBy: issuer };
  return (await findHolder(db(), place)) ?? null;
}
