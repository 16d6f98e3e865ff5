import { db } from "@/lib/db";
import { tellOwners } from "@/lib/delivery";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { toTypeId } from "@/lib/id";
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
  if (disabled) await tellAbout({ id, projectId, url }, reason);
}

const reasons = {
  gone: "it responded with 410 Gone",
  failing: "nothing has arrived there for three days",
};

async function tellAbout({ id, projectId, url }: Failing, reason: keyof typeof reasons): Promise<void> {
  const path = `/console/${toTypeId("prj", projectId)}/developers/webhooks/${toTypeId("whe", id)}`;
  await tellOwners(projectId, (project) => ({
    subject: `Webhook endpoint of ${project} disabled`,
    text: `The webhook endpoint ${url} of the project ${project} was disabled, because ${reasons[reason]}.

Messages wait until you enable it again:
${env.PUBLIC_URL}${path}
`,
  }));
}
