import { fromTypeId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { findForPortal } from "@/lib/verification";

/** The sites that can show a verification's pages in a frame, for `frame-ancestors` of a Content-Security-Policy. */
export async function frameAncestorsOf(id: string): Promise<string> {
  const uuid = fromTypeId("ver", id);
  const found = uuid ? await findForPortal(uuid) : null;
  const project = found?.ok ? await findProject(found.value.projectId) : null;
  return project?.settings.embedding.allowedOrigins.join(" ") || "'none'";
}
