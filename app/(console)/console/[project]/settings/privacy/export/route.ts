import { notFound } from "next/navigation";
import { exportPerson } from "@/lib/privacy";
import { requireRole } from "../../../../../_session/session";
import { personOf } from "../person";

/** Sends everything that is stored about one person as a file. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/console/[project]/settings/privacy/export">,
): Promise<Response> {
  const { project: id } = await params;
  const { ctx } = await requireRole(id, "people.export");
  const form = await request.formData().catch(() => new FormData());
  const person = await personOf(ctx, String(form.get("person") ?? ""));
  const exported = person && (await exportPerson(ctx, person));
  if (!exported?.ok) notFound();
  return new Response(JSON.stringify(exported.value, null, 2), {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="person-${new Date().toISOString().slice(0, 10)}.json"`,
      "cache-control": "no-store",
    },
  });
}
