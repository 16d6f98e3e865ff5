import type { Ctx } from "@/lib/access";
import { type MessageLimit, messageLimitsOf } from "./message-limits";
import { numberTypeFinding } from "./number-type";
import type { Finding } from "./rules";
import { spendVolumesOf } from "./spending/spend-cap";
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

/** Looks at a message before it is recorded. Reads only what is cached, so it costs no query. */
export async function assess(ctx: Ctx, subject: Subject): Promise<Assessment> {
  const { allowedNumberTypes } = ctx.project.settings.protection;
  return {
    finding: numberTypeFinding(subject, allowedNumberTypes),
    limits: messageLimitsOf(ctx, subject),
    volumes: [...volumesOf(ctx, subject), ...(await spendVolumesOf(ctx.project, subject))],
  };
}
