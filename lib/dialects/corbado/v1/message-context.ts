import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { find, type LoadedVerification } from "@/lib/verification";
import { readVerification } from "../ids";
import { type Kind, kinds, policyNameOf } from "./kinds";

/** What this dialect keeps with a link or code. */
export const MessageContext = z.object({
  /** As it was sent: our spelling may differ. */
  to: z.string(),
  additionalPayload: z.string().optional(),
  purpose: z.string().optional(),
  /** Read once after confirmation, or deleted: either way it is gone. */
  isGone: z.boolean().optional(),
});
export type MessageContext = z.infer<typeof MessageContext>;

export interface Sent {
  verification: LoadedVerification;
  kept: MessageContext;
}

export type NotFound = { code: "not_found" };

/** A link or code by the id in a path. v1 answers 404 to an unknown one. */
export async function findSent(ctx: Ctx, kind: Kind, id: string): Promise<Result<Sent, NotFound>> {
  const uuid = readVerification(kinds[kind].prefix, id);
  const found = uuid === null ? null : await find(ctx, uuid);
  if (!found?.ok || found.value.policyName !== policyNameOf(kind)) return refuse({ code: "not_found" });
  const kept = MessageContext.parse(found.value.wireContext);
  if (kept.isGone || found.value.canceledAt) return refuse({ code: "not_found" });
  return ok({ verification: found.value, kept });
}
