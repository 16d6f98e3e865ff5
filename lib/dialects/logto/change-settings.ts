import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { changeProject, type LogtoSettings, type Project } from "@/lib/projects";

/** Changes what a project has set for this dialect, on the row as it is: two who change at once lose nothing. */
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
