import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { cancel, setWireContext } from "@/lib/verification";
import { formatInstant } from "../resources/instants";
import { type ConfirmedUser, confirmedUser } from "./confirmed-user";
import type { Kind } from "./kinds";
import { findMessage, type NotFound, type SentMessage } from "./message-context";

const Message = z.strictObject({
  ID: z.string(),
  userID: z.string(),
  email: z.string(),
  userFullName: z.string().optional(),
  purpose: z.string().optional(),
  created: z.string(),
  updated: z.string(),
  status: z.enum(["active", "confirmed"]),
  additionalPayload: z.string(),
});

export const LinkResponse = z.strictObject({ data: z.strictObject({ emailLink: Message }) });
export const EmailCodeResponse = z.strictObject({ data: z.strictObject({ emailCode: Message }) });

type ReadableKind = Exclude<Kind, "smsCode">;
type MessageRead = Result<z.input<typeof Message>, NotFound>;

/** Reads a link or code. Once confirmed, it can be read one more time, then it is gone. */
export async function readMessage(ctx: Ctx, kind: ReadableKind, id: string): Promise<MessageRead> {
  const found = await findMessage(ctx, kind, id);
  if (!found.ok) return found;
  const message = await toMessage(ctx, kind, id, found.value);
  if (message.ok && message.value.status === "confirmed" && !(await markGone(ctx, found.value))) {
    return refuse({ code: "not_found" });
  }
  return message;
}

/** As `readMessage`, but leaves the last read to a later call: HEAD changes nothing (RFC 9110 §9.2.1). */
export async function peekMessage(ctx: Ctx, kind: ReadableKind, id: string): Promise<MessageRead> {
  const found = await findMessage(ctx, kind, id);
  return found.ok ? toMessage(ctx, kind, id, found.value) : found;
}

async function toMessage(
  ctx: Ctx,
  kind: ReadableKind,
  id: string,
  { verification: v, context }: SentMessage,
): Promise<MessageRead> {
  const user = await confirmedUser(ctx, v, context);
  if (!user.ok) return user;
  const { userID, userFullName, userEmail } = user.value;
  return ok({
    ID: id,
    userID,
    email: userEmail,
    ...(userFullName && { userFullName }),
    ...(kind === "link" && context.purpose && { purpose: context.purpose }),
    created: formatInstant(v.createdAt),
    updated: formatInstant(v.verifiedAt ?? v.createdAt),
    status: v.verifiedAt ? "confirmed" : "active",
    additionalPayload: context.additionalPayload ?? "",
  });
}

/** Cancels a pending link, or marks a confirmed one as gone. Answers the user it was sent to. */
export async function deleteLink(
  ctx: Ctx,
  id: string,
): Promise<Result<z.input<typeof ConfirmedUser>, NotFound>> {
  const found = await findMessage(ctx, "link", id);
  if (!found.ok) return found;
  const { verification, context } = found.value;
  const user = await confirmedUser(ctx, verification, context);
  if (!user.ok) return user;
  const canceled = await cancel(ctx, { verificationId: verification.id });
  if (!canceled.ok && !(await markGone(ctx, found.value))) return refuse({ code: "not_found" });
  return user;
}

/** Whether this call did it. Of several parallel calls, only one does. */
async function markGone(ctx: Ctx, { verification, context }: SentMessage): Promise<boolean> {
  const changed = await setWireContext(ctx, { verification, wireContext: { ...context, isGone: true } });
  return changed.ok;
}
