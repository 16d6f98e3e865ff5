import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { changeProject, type LogtoSettings, type Project } from "@/lib/projects";

/** Changes a project's settings for this dialect, based on the current row, so that parallel changes are not lost. */
export async function changeSettings(
  { project, caller, requestId }: Ctx,
  change: (before: LogtoSettings) => Partial<LogtoSettings>,
): Promise<Project> {
  const changed = await changeProject(
    project.id,
    ({ settings }) => ({ dialects: { logto: change(settings.dialects.logto) } }),
    { actor: actorOf(caller), requestId },
  );
  forgetKeys();
  return changed;
}
