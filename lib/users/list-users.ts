import type { Ctx } from "@/lib/access";
import { type IdentifierInput, parseIdentifierLeniently } from "./identifier";
import { listRows, type Page } from "./repository";
import type { User } from "./user";

export interface UserListFilter extends Page {
  externalId?: string;
  /** Of the user, verified or not. */
  identifier?: IdentifierInput;
  /** Compared exactly. */
  username?: string;
  /** Only these users, if they belong to the project. */
  ids?: readonly string[];
}

/** A project's users, newest first. An identifier that does not parse is compared as text. */
export async function listUsers(
  ctx: Ctx,
  { identifier, username, ...filter }: UserListFilter,
): Promise<User[]> {
  const read = identifier && parseIdentifierLeniently(identifier);
  if (read && !read.ok) return [];
  const named = username === undefined ? undefined : ({ type: "username", normalized: username } as const);
  return listRows(ctx.project.id, { ...filter, identifier: named ?? read?.value });
}
