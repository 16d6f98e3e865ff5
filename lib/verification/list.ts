import type { Ctx } from "@/lib/access";
import { type IdentifierInput, parseIdentifier } from "@/lib/users";
import { listRows, type RowFilter, rowAfter } from "./queries/repository";
import type { LoadedVerification } from "./verification";

export type ListFilter = Omit<RowFilter, "identifier" | "oldestId"> & { identifier?: IdentifierInput };

/** A project's verifications, newest first. An identifier that does not parse matches nothing. */
export async function list(ctx: Ctx, { identifier, ...filter }: ListFilter): Promise<LoadedVerification[]> {
  const parsed = identifier && parseIdentifier(identifier);
  if (parsed && !parsed.ok) return [];
  return listRows(ctx.project.id, { ...filter, identifier: parsed?.value.normalized });
}

export interface SearchPage {
  /** At most `limit`. */
  verifications: LoadedVerification[];
  /** The page ended here although there are older verifications, because it would have taken too long. Search on from it. */
  searchedTo: { id: string; createdAt: Date } | null;
}

/** How many verifications one page of a search looks at. */
const examined = 20_000;

/**
 * The same for filters that no index answers. It looks at 20 000 verifications at most, so that a search for something rare
 * takes no longer than one for something common, however many there are.
 */
export async function search(ctx: Ctx, filter: ListFilter): Promise<SearchPage> {
  if (filter.identifier || filter.userId || filter.after)
    return { verifications: await list(ctx, filter), searchedTo: null };
  const oldest = await rowAfter(ctx.project.id, filter.before?.id, examined);
  const { identifier: _, ...rows } = filter;
  const verifications = await listRows(ctx.project.id, { ...rows, oldestId: oldest?.id });
  const isCut = oldest !== null && verifications.length < filter.limit;
  return { verifications, searchedTo: isCut ? oldest : null };
}
