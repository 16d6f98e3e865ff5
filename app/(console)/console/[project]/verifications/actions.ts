"use server";

import { z } from "zod";
import { idOf } from "@/lib/http/native";
import { channels } from "@/lib/projects";
import { approve, cancel, resend, resendThrough } from "@/lib/verification";
import { projectConfirmed } from "../_parts/project-action";
import { refusalText } from "./text";

const OneVerification = z.object({ verification: idOf("ver") });

export const resendMessage = projectConfirmed(
  "verifications.change",
  OneVerification.extend({ channel: z.enum(channels).optional(), provider: idOf("prv").optional() }),
  async ({ ctx }, { verification: verificationId, channel, provider: providerId }) => {
    const sent = providerId
      ? await resendThrough(ctx, { verificationId, channel, providerId })
      : await resend(ctx, { verificationId, channel });
    return sent.ok ? undefined : refusalText(sent.refusal);
  },
);

/** Confirms an identity that was checked by other means. The reason is in the audit log. */
export const approveVerification = projectConfirmed(
  "verifications.approve",
  OneVerification.extend({ reason: z.string().trim().max(500) }),
  async ({ ctx }, { verification, reason }) => {
    const approved = await approve(ctx, { verificationId: verification, reason });
    return approved.ok ? undefined : refusalText(approved.refusal);
  },
);

export const cancelVerification = projectConfirmed(
  "verifications.change",
  OneVerification,
  async ({ ctx }, { verification }) => {
    const canceled = await cancel(ctx, { verificationId: verification });
    return canceled.ok ? undefined : refusalText(canceled.refusal);
  },
);
