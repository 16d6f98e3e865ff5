import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { formatId } from "../ids";
import type { MessageContext, NotFound } from "./message-context";

export const ConfirmedUser = z.strictObject({
  userID: z.string(),
  userFullName: z.string(),
  userEmail: z.string(),
  additionalPayload: z.string().optional(),
  loginToken: z.string().optional(),
});

/** The user a link or code was sent to. Not found if the user has been deleted since. */
export async function confirmedUser(
  ctx: Ctx,
  v: LoadedVerification,
  context: MessageContext,
): Promise<Result<z.input<typeof ConfirmedUser>, NotFound>> {
  const user = v.userId === null ? null : await findUser(ctx, v.userId);
  if (!user?.ok) return refuse({ code: "not_found" });
  return ok({
    userID: formatId("usr", user.value.number),
    userFullName: user.value.name ?? "",
    userEmail: context.to,
    ...(context.additionalPayload && { additionalPayload: context.additionalPayload }),
  });
}
