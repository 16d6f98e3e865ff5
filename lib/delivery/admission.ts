import type { Ctx } from "@/lib/access";
import type { Channel, Project, ProtectionRule } from "@/lib/projects";

/*
 * Whether messages may be sent that no call of a person asked for. `lib/verification` decides, because it counts messages, and this
 * module must not import it.
 */

/** A rule against fraud objects to the message, or the project has sent or spent what it allows itself. */
export interface SendBlocked {
  code: "send_blocked";
  rule: ProtectionRule;
  explanation: string;
  /** When waiting can help. */
  retryAfterSeconds: number | null;
}

/** Why a fallback may not be sent. Null: it may. Asked once, before its first try, and counted if it may. Passed to the worker. */
export type AdmitFallback = (
  fallback: { channel: Channel; recipient: string },
  project: Project,
) => Promise<"spend_cap" | "blocked" | null>;

/** Why an operator's test message may not be sent. Null: it may, and is counted. */
export type AdmitTest = (
  ctx: Ctx,
  message: { channel: Channel; recipient: string; isPaid: boolean },
) => Promise<SendBlocked | null>;
