import type { Ctx } from "@/lib/access";
import { type GivenIdentifier, parseIdentifier } from "./identifier";
import { listRows, type Page } from "./repository";
import type { User } from "./user";

export interface UserListFilter extends Page {
  externalId?: string;
  /** Held by the user, verified or not. */
  identifier?: GivenIdentifier;
}

/** A project's users, newest first. An identifier that does not parse belongs to none. */
export async function listUsers(ctx: Ctx, { identifier, ...filter }: UserListFilter): Promise<User[]> {
  const parsed = identifier && parseIdentifier(identifier);
  if (parsed && !parsed.ok) return [];
  return listRows(ctx.project.id, { ...filter, identifier: parsed?.value });
}
