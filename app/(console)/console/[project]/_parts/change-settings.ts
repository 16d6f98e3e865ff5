import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { changeProject, type ProjectPatch } from "@/lib/projects";

/** Updates a project's settings, and clears the cache so that this process uses them immediately. */
export async function changeSettings(
  { project, caller, requestId }: Ctx,
  patch: ProjectPatch,
): Promise<void> {
  await changeProject(project.id, patch, { actor: actorOf(caller), requestId });
  forgetKeys();
}
