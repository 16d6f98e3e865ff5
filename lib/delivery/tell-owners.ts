import { listTeam } from "@/lib/access";
import { log } from "@/lib/log";
import { findProject, findReservedProject } from "@/lib/projects";
import { type Notice, sendNotice } from "./send-notice";

/**
 * Sends a project's owners a mail about it, by the providers that also send the console's sign-in codes. A mail that cannot be
 * sent is logged and not tried again.
 */
export async function tellOwners(
  projectId: string,
  noticeFor: (projectName: string) => Omit<Notice, "to">,
): Promise<void> {
  const [project, sender, team] = await Promise.all([
    findProject(projectId),
    findReservedProject(),
    listTeam(projectId),
  ]);
  if (!project || !sender) return;
  const notice = noticeFor(project.name);
  for (const { operator, role } of team) {
    if (role !== "owner") continue;
    const isSent = await sendNotice(sender, { to: operator.email, ...notice });
    if (!isSent) log.warn("An owner could not be told.", { projectId, operatorId: operator.id });
  }
}
