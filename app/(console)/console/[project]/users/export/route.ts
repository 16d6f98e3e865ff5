import { record } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { listUsers, maskIdentifier, type User } from "@/lib/users";
import { requireRole } from "../../../../_session/session";
import { fileResponse } from "../../_export/list-file";
import { formatField, readForm } from "../../_export/read-form";
import { filterOf, UserSearch } from "../query";

const Export = UserSearch.extend({ format: formatField });

const batch = 500;

const columns = ["id", "externalId", "name", "identifiers", "socialAccounts", "createdAt", "updatedAt"];

/** Streams the users that match the search, the newest first. Only some roles get names and whole identifiers. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/console/[project]/users/export">,
): Promise<Response> {
  const { project: id } = await params;
  const { ctx, may } = await requireRole(id, "lists.export");
  const { format, ...query } = await readForm(Export, request);
  const isWhole = may("lists.exportWhole");
  await record(ctx, "list.exported", {
    list: "Users",
    format,
    isWhole,
    filters: { isSearched: query.q !== undefined },
  });
  const filter = filterOf(query);
  return fileResponse<User>(
    {
      name: "users",
      columns,
      lineOf: (user) => lineOf(user, isWhole),
      next: (last) => listUsers(ctx, { ...filter, before: last, limit: batch }),
    },
    format,
  );
}

function lineOf(user: User, isWhole: boolean): Record<string, unknown> {
  return {
    ...user,
    id: toTypeId("usr", user.id),
    name: isWhole ? user.name : null,
    identifiers: user.identifiers.map(({ type, value, verifiedAt, evidence }) => ({
      type,
      value: isWhole ? value : maskIdentifier(value),
      verifiedAt,
      evidence,
    })),
    socialAccounts: user.socialAccounts.length,
  };
}
