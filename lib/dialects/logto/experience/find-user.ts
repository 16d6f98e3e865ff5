import type { Ctx } from "@/lib/access";
import { findAccountHolder, findOrCreateHolder, parseIdentifierLeniently } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { toIdentifierInput } from "../identifier";
import { proofOf } from "../records/social-proof";
import type { WireIdentifier } from "../wire";

type Named = WireIdentifier | { type: "username"; value: string };

/** The user with this identifier, or null. */
export async function findUserIdBy(ctx: Ctx, { type, value }: Named): Promise<string | null> {
  if (type === "username") return holderOf(ctx, { type, value, normalized: value });
  const read = parseIdentifierLeniently(toIdentifierInput({ type, value }));
  return read.ok ? holderOf(ctx, read.value) : null;
}

async function holderOf(
  ctx: Ctx,
  identifier: Parameters<typeof findOrCreateHolder>[1]["identifier"],
): Promise<string | null> {
  const found = await findOrCreateHolder(ctx, { identifier, create: false, name: null });
  return found.ok ? found.value : null;
}

/** The user with the account that a record verified, or null. */
export function findUserIdByProof(ctx: Ctx, record: LoadedVerification): Promise<string | null> {
  return findAccountHolder(ctx, proofOf(record));
}

/** The user with the account's address, if the provider has verified that address. */
export async function findRelated(
  ctx: Ctx,
  record: LoadedVerification,
): Promise<{ userId: string; relatedUser: WireIdentifier } | null> {
  const { email, isEmailVerified } = proofOf(record).profile;
  if (!email || !isEmailVerified) return null;
  const relatedUser = { type: "email", value: email } as const;
  const userId = await findUserIdBy(ctx, relatedUser);
  return userId ? { userId, relatedUser } : null;
}
