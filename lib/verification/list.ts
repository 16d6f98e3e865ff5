import type { Ctx } from "@/lib/access";
import type { Channel } from "@/lib/projects";
import { type IdentifierInput, parseIdentifier } from "@/lib/users";
import { listRows } from "./queries/repository";
import type { LoadedVerification, Status } from "./verification";

export interface ListFilter {
  status?: Status;
  identifier?: IdentifierInput;
  /** Part of an address or number, for the console's search. */
  identifierContains?: string;
  userId?: string;
  purpose?: string;
  channel?: Channel;
  createdAfter?: Date;
  createdBefore?: Date;
  before?: { id: string };
  limit: number;
}

/** A project's verifications, newest first. An identifier that does not parse matches nothing. */
export async function list(ctx: Ctx, { identifier, ...filter }: ListFilter): Promise<LoadedVerification[]> {
  const parsed = identifier && parseIdentifier(identifier);
  if (parsed && !parsed.ok) return [];
  return listRows(ctx.project.id, { ...filter, identifier: parsed?.value.normalized });
}
