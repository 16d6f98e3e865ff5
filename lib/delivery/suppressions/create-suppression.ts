import { actorOf, type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { newId } from "@/lib/id";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { maskRecipient } from "../mask-recipient";
import { insertRow, type Suppression } from "./repository";

export interface CreateSuppression {
  /** A valid email address, or a phone number in E.164. */
  recipient: string;
  /** Defaults to `email` or `sms`. */
  channel?: Channel;
  /** Why, for other operators. At most 200 characters. */
  note?: string;
}

export type CreateSuppressionRefusal =
  | { code: "channel_not_supported"; channel: string }
  | { code: "suppression_exists" };

/** Stops all messages of the project to a recipient on one channel. */
export async function createSuppression(
  ctx: Ctx,
  { recipient, channel = recipient.includes("@") ? "email" : "sms", note }: CreateSuppression,
): Promise<Result<Suppression, CreateSuppressionRefusal>> {
  if ((channel === "email") !== recipient.includes("@"))
    return refuse({ code: "channel_not_supported", channel });
  const row = {
    id: newId(),
    projectId: ctx.project.id,
    channel,
    recipient,
    reason: "manual" as const,
    note: note ?? null,
    createdBy: actorOf(ctx.caller),
  };
  const created = await db().transaction(async (tx) => {
    const inserted = await insertRow(row, tx);
    const facts = { channel, recipient: maskRecipient(recipient), reason: row.reason };
    if (inserted) await record(ctx, "suppression.created", facts, tx);
    return inserted;
  });
  return created ? ok(created) : refuse({ code: "suppression_exists" });
}
