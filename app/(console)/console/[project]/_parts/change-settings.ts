import { actorOf, forgetKeys } from "@/lib/access";
import { changeProject, type Project, type ProjectPatch } from "@/lib/projects";
import { requireRole } from "../../../_session/session";

/** Changes what a project's owner may change; `patchOf` sees the project as it is. It shows here at once. */
export async function changeSettings(
  projectId: string,
  patchOf: (project: Project) => ProjectPatch,
): Promise<Project> {
  const { ctx, project } = await requireRole(projectId, "settings.write");
  const by = { actor: actorOf(ctx.caller), requestId: ctx.requestId };
  const changed = await changeProject(project.id, patchOf(project), by);
  forgetKeys();
  return changed;
}
