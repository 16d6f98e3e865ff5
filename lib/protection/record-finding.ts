import { actorOf, type Ctx } from "@/lib/access";
import { appendEvent } from "@/lib/events";
import { countFinding } from "./risk/counts";
import type { Finding } from "./rules";

/**
 * What became of a message that a rule objects to: refused, answered as if it were sent (`hidden`, on public pages), or sent,
 * because the project only wants reports.
 */
export type FindingOutcome = "refused" | "hidden" | "reported";

/** Records a finding as an event of the project. */
export async function recordFinding(
  { project, caller, requestId, dialect }: Ctx,
  { rule, key, explanation, numbers }: Finding,
  outcome: FindingOutcome,
  recipient: string,
): Promise<void> {
  countFinding(project.id);
  await appendEvent({
    projectId: project.id,
    type: "protection.objected",
    actor: actorOf(caller),
    requestId,
    data: { rule, key, explanation, ...(numbers && { numbers }), outcome, recipient, dialect },
  });
}
