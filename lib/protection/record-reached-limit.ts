import { actorOf, type Ctx, networkKey } from "@/lib/access";
import { appendEvent } from "@/lib/events";
import { errorFields, log } from "@/lib/log";
import { minute } from "@/lib/time";
import { TtlCache } from "@/lib/ttl-cache";
import { maskIdentifier } from "@/lib/users";
import type { MessageLimit } from "./message-limits";
import { claimNotice } from "./notices/repository";

/** Limits that were recorded in the last minute, so that the refusals of a flood need no statement each. */
const recorded = new TtlCache<string, true>(10_000, minute * 1000);

/**
 * Records that a limit refuses messages: once in its window, so that whoever goes on asking adds no more events. All refusals are
 * counted (`countRefusal`). Nobody waits for it.
 */
export function recordReachedLimit(ctx: Ctx, { key, max, windowSeconds }: MessageLimit): void {
  const notice = `${key}/${windowSeconds}`;
  const known = `${ctx.project.id} ${notice}`;
  if (recorded.get(known)) return;
  recorded.set(known, true);
  record(ctx, { key, max, windowSeconds }, notice).catch((error) => {
    recorded.delete(known);
    log.error("A limit could not be recorded.", { projectId: ctx.project.id, error: errorFields(error) });
  });
}

async function record(ctx: Ctx, { key, max, windowSeconds }: MessageLimit, notice: string): Promise<void> {
  if (!(await claimNotice(ctx.project.id, notice, windowSeconds))) return;
  const by = key.slice(0, key.indexOf("/"));
  await appendEvent({
    projectId: ctx.project.id,
    type: "protection.limit_reached",
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    data: { by, key: maskKey(by, key.slice(by.length + 1)), max, windowSeconds, dialect: ctx.dialect },
  });
}

/** What a limit counts by, without the whole address, number or device. */
function maskKey(by: string, subject: string): string {
  switch (by) {
    case "recipient":
    case "family":
    case "userRecipient":
      return maskIdentifier(subject.slice(subject.lastIndexOf(":") + 1));
    case "address":
      return networkKey(subject.replace("/64", "")) ?? "•••";
    case "network":
      return subject;
    case "project":
      return "project";
    default:
      return `${subject.slice(0, 4)}•••`;
  }
}
