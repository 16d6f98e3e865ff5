import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, refuse } from "@/lib/result";
import { cancel, setWireContext } from "@/lib/verification";
import { showInstant } from "../resources/instants";
import { confirmedUser } from "./confirmed-user";
import type { Kind } from "./kinds";
import { findSent, type Sent } from "./message-context";

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

export const LinkRead = z.strictObject({ data: z.strictObject({ emailLink: Message }) });
export const EmailCodeRead = z.strictObject({ data: z.strictObject({ emailCode: Message }) });

/** A link or code as it stands. Once it was confirmed it can be read one more time, then it is gone. */
export async function readMessage(ctx: Ctx, kind: Exclude<Kind, "smsCode">, id: string) {
  const found = await findSent(ctx, kind, id);
  if (!found.ok) return found;
  const { verification: v, kept } = found.value;
  const user = await confirmedUser(ctx, v, kept);
  if (!user.ok) return user;
  if (v.verifiedAt && !(await takeAway(ctx, found.value))) return refuse({ code: "not_found" });
  const { userID, userFullName, userEmail } = user.value;
  const message: z.input<typeof Message> = {
    ID: id,
    userID,
    email: userEmail,
    ...(userFullName && { userFullName }),
    ...(kind === "link" && kept.purpose && { purpose: kept.purpose }),
    created: showInstant(v.createdAt),
    updated: showInstant(v.verifiedAt ?? v.createdAt),
    status: v.verifiedAt ? "confirmed" : "active",
    additionalPayload: kept.additionalPayload ?? "",
  };
  return ok(message);
}

/** Ends a link unproven, or forgets a proven one, and answers whom it was made for. */
export async function deleteLink(ctx: Ctx, id: string) {
  const found = await findSent(ctx, "link", id);
  if (!found.ok) return found;
  const { verification, kept } = found.value;
  const user = await confirmedUser(ctx, verification, kept);
  if (!user.ok) return user;
  const canceled = await cancel(ctx, { verificationId: verification.id });
  if (!canceled.ok && !(await takeAway(ctx, found.value))) return refuse({ code: "not_found" });
  return user;
}

/** Of many who take it at once, one does. */
async function takeAway(ctx: Ctx, { verification, kept }: Sent): Promise<boolean> {
  const taken = await setWireContext(ctx, { verification, wireContext: { ...kept, isGone: true } });
  return taken.ok;
}
