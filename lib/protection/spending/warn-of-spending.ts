import { tellOwners } from "@/lib/delivery";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { toTypeId } from "@/lib/id";
import { errorFields, log } from "@/lib/log";
import { day, hour } from "@/lib/time";
import { TtlCache } from "@/lib/ttl-cache";
import { claimNotice } from "../notices/repository";
import type { Volume } from "../volumes";
import { toDollars } from "./dollars";

/** The share of the cap at which the owners are warned. */
const warningShare = 0.8;

/** Projects whose owners were told in the last hour, so that the messages after a warning need no statement. */
const warned = new TtlCache<string, true>(1000, hour * 1000);

/**
 * Tells the owners that most of the cap is used, by mail and as an event, once a day. Nobody waits for it: the message was
 * granted already. `used`: before the message.
 */
export function warnOfSpending(projectId: string, volume: Volume, used: number): void {
  const spent = used + volume.amount;
  if (spent < volume.max * warningShare || warned.get(projectId)) return;
  warned.set(projectId, true);
  warn(projectId, toDollars(spent), toDollars(volume.max)).catch((error) => {
    warned.delete(projectId);
    log.error("The owners could not be told of the spending.", { projectId, error: errorFields(error) });
  });
}

async function warn(projectId: string, spent: number, cap: number): Promise<void> {
  if (!(await claimNotice(projectId, "spend_cap", day))) return;
  const data = { spent, cap };
  await appendEvent({
    projectId,
    type: "protection.spending_warned",
    actor: "system",
    requestId: null,
    data,
  });
  await tellOwners(projectId, (name) => ({
    subject: `${name} has used most of its daily budget for messages`,
    text: `In the last 24 hours, ${name} has spent about $${spent.toFixed(2)} on messages to phones. At $${cap.toFixed(2)}, no more are sent until older ones are a day old.

If this is more than you expect, look at who has caused it. To allow more, raise the cap in the project's protection settings:
${env.PUBLIC_URL}/console/${toTypeId("prj", projectId)}/protection?tab=phones
`,
  }));
}
