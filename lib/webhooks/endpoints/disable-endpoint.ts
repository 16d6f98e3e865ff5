import { listTeam } from "@/lib/access";
import { db } from "@/lib/db";
import { sendNotice } from "@/lib/delivery";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { toTypeId } from "@/lib/id";
import { log } from "@/lib/log";
import { findProject, findReservedProject } from "@/lib/projects";
import { forgetEndpoints } from "../running";
import { disableRow } from "./repository";

interface Failing {
  id: string;
  projectId: string;
  url: string;
}

/** Disables an endpoint that does not work and tells the project's owners, once. */
export async function disableEndpoint(
  { id, projectId, url }: Failing,
  reason: "gone" | "failing",
): Promise<void> {
  const disabled = await db().transaction(async (tx) => {
    const row = await disableRow(tx, id, reason);
    const data = { endpointId: id, url, reason };
    const event = { projectId, type: "webhook.disabled", actor: "system", requestId: null, data } as const;
    if (row) await appendEvent(event, tx);
    return row !== null;
  });
  forgetEndpoints();
  if (disabled) await tellOwners({ id, projectId, url }, reason);
}

const reasons = {
  gone: "it responded with 410 Gone",
  failing: "nothing has arrived there for three days",
};

/** By the providers that also send the console's sign-in codes. */
async function tellOwners({ id, projectId, url }: Failing, reason: keyof typeof reasons): Promise<void> {
  const [project, sender, team] = await Promise.all([
    findProject(projectId),
    findReservedProject(),
    listTeam(projectId),
  ]);
  if (!project || !sender) return;
  const path = `/console/${toTypeId("prj", projectId)}/developers/webhooks/${toTypeId("whe", id)}`;
  const text = `The webhook endpoint ${url} of the project ${project.name} was disabled, because ${reasons[reason]}.

Messages wait until you enable it again:
${env.PUBLIC_URL}${path}
`;
  for (const { operator, role } of team) {
    if (role !== "owner") continue;
    const isSent = await sendNotice(sender, {
      to: operator.email,
      subject: `Webhook endpoint of ${project.name} disabled`,
      text,
    });
    if (!isSent)
      log.warn("An owner could not be told of a disabled webhook endpoint.", {
        projectId,
        operatorId: operator.id,
      });
  }
}
