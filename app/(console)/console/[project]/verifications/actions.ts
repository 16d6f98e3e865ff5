"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { confirmed } from "@/app/_forms/action";
import { cancel, resend } from "@/lib/verification";
import { requireRole } from "../../../_session/session";
import { idField, projectField } from "../_parts/fields";
import { sentenceFor } from "./words";

const OneVerification = z.object({ project: projectField, verification: idField("ver") });

export const resendIt = confirmed(OneVerification, async ({ project, verification }) => {
  const { ctx } = await requireRole(project, "verifications.change");
  const sent = await resend(ctx, { verificationId: verification });
  refresh();
  return sent.ok ? undefined : sentenceFor(sent.refusal);
});

export const cancelIt = confirmed(OneVerification, async ({ project, verification }) => {
  const { ctx } = await requireRole(project, "verifications.change");
  const canceled = await cancel(ctx, { verificationId: verification });
  refresh();
  return canceled.ok ? undefined : sentenceFor(canceled.refusal);
});
