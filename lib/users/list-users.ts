import type { Ctx } from "@/lib/access";
import { type IdentifierInput, parseIdentifierLeniently } from "./identifier";
import { listRows, type Page } from "./repository";
import type { User } from "./user";

export interface UserListFilter extends Page {
  externalId?: string;
  /** Held by the user, verified or not. */
  identifier?: IdentifierInput;
  /** Only these, as far as they are the project's. */
  ids?: readonly string[];
}

/** A project's users, newest first. An identifier that does not parse is looked for as text. */
export async function listUsers(ctx: Ctx, { identifier, ...filter }: UserListFilter): Promise<User[]> {
  const read = identifier && parseIdentifierLeniently(identifier);
  if (read && !read.ok) return [];
  return listRows(ctx.project.id, { ...filter, identifier: read?.value });
}
