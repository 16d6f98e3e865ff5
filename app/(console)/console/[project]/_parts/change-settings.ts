import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { changeProject, type ProjectPatch } from "@/lib/projects";

/** Changes what a project's owner may change. It shows here at once. */
export async function changeSettings(
  { project, caller, requestId }: Ctx,
  patch: ProjectPatch,
): Promise<void> {
  await changeProject(project.id, patch, { actor: actorOf(caller), requestId });
  forgetKeys();
}
