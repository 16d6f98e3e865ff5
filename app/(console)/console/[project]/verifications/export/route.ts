import { type Ctx, record } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { maskIdentifier } from "@/lib/users";
import { type ListFilter, type LoadedVerification, search, statusOf } from "@/lib/verification";
import { requireRole } from "../../../../_session/session";
import { fileResponse } from "../../_export/list-file";
import { formatField, readForm } from "../../_export/read-form";
import { subjectOf } from "../account";
import { filterOf, VerificationSearch } from "../query";

const Export = VerificationSearch.extend({ format: formatField });

const batch = 500;

const columns = [
  "id",
  "recipient",
  "status",
  "channel",
  "country",
  "purpose",
  "dialect",
  "method",
  "attempts",
  "messages",
  "user",
  "locale",
  "metadata",
  "createdAt",
  "verifiedAt",
  "canceledAt",
  "cancelReason",
  "expiresAt",
];

/** Streams the verifications that match the filters, the newest first. Only some roles get whole recipients and metadata. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/console/[project]/verifications/export">,
): Promise<Response> {
  const { project: id } = await params;
  const { ctx, may } = await requireRole(id, "lists.export");
  const { format, ...query } = await readForm(Export, request);
  const isWhole = may("lists.exportWhole");
  const filter = await filterOf(ctx, query);
  const { q, metadata, ...filters } = query;
  // The events must not contain recipients.
  const searched = { isSearched: q !== undefined || metadata !== undefined };
  await record(ctx, "list.exported", {
    list: "Verifications",
    format,
    isWhole,
    filters: { ...filters, ...searched },
  });
  return fileResponse<LoadedVerification>(
    {
      name: "verifications",
      columns,
      lineOf: (v) => lineOf(v, isWhole),
      next: (last) => nextRows(ctx, { ...filter, before: last, limit: batch }),
    },
    format,
  );
}

/** The next matches, however far they are. */
async function nextRows(ctx: Ctx, filter: ListFilter): Promise<LoadedVerification[]> {
  const { verifications, searchedTo } = await search(ctx, filter);
  if (verifications.length > 0 || !searchedTo) return verifications;
  return nextRows(ctx, { ...filter, before: searchedTo });
}

function lineOf(v: LoadedVerification, isWhole: boolean): Record<string, unknown> {
  const recipient = subjectOf(v);
  return {
    ...v,
    id: toTypeId("ver", v.id),
    recipient: isWhole || recipient === null ? recipient : maskIdentifier(recipient),
    status: statusOf(v, v.now),
    attempts: v.attemptCount,
    messages: v.sendCount,
    user: v.userId && toTypeId("usr", v.userId),
    metadata: isWhole ? v.metadata : Object.keys(v.metadata),
  };
}
