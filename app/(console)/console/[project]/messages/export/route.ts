import { record } from "@/lib/access";
import { type DeliveryRecord, explainDelivery, listDeliveries } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { maskIdentifier } from "@/lib/users";
import { requireRole } from "../../../../_session/session";
import { consoleLocale } from "../../../../_text/get-text";
import { fileResponse } from "../../_export/list-file";
import { formatField, readForm } from "../../_export/read-form";
import { filterOf, MessageSearch } from "../query";

const Export = MessageSearch.extend({ format: formatField });

const batch = 500;

const columns = [
  "id",
  "verification",
  "recipient",
  "channel",
  "locale",
  "outcome",
  "status",
  "explanation",
  "provider",
  "providerCode",
  "tries",
  "createdAt",
  "finishedAt",
  "statusAt",
];

/** Streams the messages that match the filters, the newest first, without their content. Only some roles get whole recipients. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/console/[project]/messages/export">,
): Promise<Response> {
  const { project: id } = await params;
  const { ctx, project, may } = await requireRole(id, "lists.export");
  const { format, ...query } = await readForm(Export, request);
  const isWhole = may("lists.exportWhole");
  const { q, ...filters } = query;
  await record(ctx, "list.exported", {
    list: "Messages",
    format,
    isWhole,
    filters: { ...filters, isSearched: q !== undefined },
  });
  const filter = filterOf(query);
  const locale = await consoleLocale();
  return fileResponse<DeliveryRecord>(
    {
      name: "messages",
      columns,
      lineOf: (delivery) => ({
        ...delivery,
        id: toTypeId("dlv", delivery.id),
        verification: toTypeId("ver", delivery.verificationId),
        recipient: isWhole ? delivery.recipient : maskIdentifier(delivery.recipient),
        explanation: isWhole ? explainDelivery(delivery, new Date()) : delivery.reason,
        provider: delivery.providerKind,
        tries: delivery.tryCount,
      }),
      next: (last) => listDeliveries(project.id, { ...filter, before: last, limit: batch }, locale),
    },
    format,
  );
}
