import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { find, type LoadedVerification } from "@/lib/verification";
import { parseVerificationId } from "../ids";
import { type Kind, kinds, policyNameOf } from "./kinds";

/** What this dialect keeps with the verification behind a link or code. */
export const MessageContext = z.object({
  /** The address or number as it was sent. The engine's spelling can differ. */
  to: z.string(),
  additionalPayload: z.string().optional(),
  purpose: z.string().optional(),
  /** Read once after confirmation, or deleted. */
  isGone: z.boolean().optional(),
});
export type MessageContext = z.infer<typeof MessageContext>;

/** A link or code that was sent. */
export interface SentMessage {
  verification: LoadedVerification;
  context: MessageContext;
}

export type NotFound = { code: "not_found" };

/** Finds a link or code by the id in the path. In v1, an unknown one is 404. */
export async function findMessage(ctx: Ctx, kind: Kind, id: string): Promise<Result<SentMessage, NotFound>> {
  const verificationId = parseVerificationId(kinds[kind].prefix, id);
  const found = verificationId === null ? null : await find(ctx, verificationId);
  if (!found?.ok || found.value.policyName !== policyNameOf(kind)) return refuse({ code: "not_found" });
  const context = MessageContext.parse(found.value.wireContext);
  if (context.isGone || found.value.canceledAt) return refuse({ code: "not_found" });
  return ok({ verification: found.value, context });
}
