import type { Tx } from "@/lib/db";
import { appendEvent, type EventType } from "@/lib/events";
import { actorOf, type Ctx } from "./context";

/** Appends an event of this call, in the transaction of the change. */
export function record(ctx: Ctx, type: EventType, data: Record<string, unknown>, tx?: Tx): Promise<void> {
  const { project, caller, requestId } = ctx;
  return appendEvent({ projectId: project.id, type, actor: actorOf(caller), requestId, data }, tx);
}
