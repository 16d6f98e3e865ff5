"use server";

import { z } from "zod";
import { type CreateSuppressionRefusal, createSuppression, deleteSuppression } from "@/lib/delivery";
import { idOf } from "@/lib/http/native";
import { channels } from "@/lib/projects";
import { mapOk, type Result } from "@/lib/result";
import { type IdentifierRefusal, parseIdentifier } from "@/lib/users";
import { getText } from "../../../_text/get-text";
import { refusalText } from "../../../_text/refusal-text";
import { projectAction, projectConfirmed } from "../_parts/project-action";

export const addSuppression = projectAction(
  "messages.retry",
  z.object({
    to: z.string().trim().min(1).max(254),
    channel: z.enum(channels).optional().catch(undefined),
    note: z.string().trim().max(200).optional(),
  }),
  async (
    { ctx },
    { to, channel, note },
  ): Promise<Result<true, IdentifierRefusal | CreateSuppressionRefusal>> => {
    const parsed = parseIdentifier(to.includes("@") ? { email: to } : { phone: to });
    if (!parsed.ok) return parsed;
    const created = await createSuppression(ctx, {
      recipient: parsed.value.value,
      channel,
      note,
    });
    return mapOk(created, () => true as const);
  },
);

export const removeSuppression = projectConfirmed(
  "messages.retry",
  z.object({ suppression: idOf("sup") }),
  async ({ ctx }, { suppression }) => {
    const t = await getText();
    const removed = await deleteSuppression(ctx, suppression);
    return removed.ok ? undefined : refusalText("suppressions", removed.refusal, t);
  },
);
