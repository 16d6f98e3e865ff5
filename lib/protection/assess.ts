import type { Ctx } from "@/lib/access";
import { type MessageLimit, messageLimitsOf } from "./message-limits";
import { assessPrefixes } from "./prefixes/assess-prefixes";
import type { Finding } from "./rules";
import { isSafe } from "./safe-list";
import type { Subject } from "./subject";
import { type Volume, volumesOf } from "./volumes";

/** What protection asks of one message. */
export interface Assessment {
  /** Why it must not be sent. Null: no rule objects so far. */
  finding: Finding | null;
  /** Windows that count single messages, checked and charged with the message. */
  limits: MessageLimit[];
  /** Amounts, checked and charged with the message. */
  volumes: Volume[];
}

/** Looks at a message before it is recorded. Reads only what is cached, so it hardly ever costs a query. */
export async function assess(ctx: Ctx, subject: Subject): Promise<Assessment> {
  const limits = messageLimitsOf(ctx, subject);
  const volumes = volumesOf(ctx, subject);
  if (isSafe(ctx.project.settings.protection.safeList, subject)) return { finding: null, limits, volumes };
  const prefixes = await assessPrefixes(ctx, subject);
  return { finding: prefixes.finding, limits, volumes: [...volumes, ...prefixes.volumes] };
}
