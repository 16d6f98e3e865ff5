"use server";

import { z } from "zod";
import { idOf } from "@/lib/http/native";
import { cancel, resend } from "@/lib/verification";
import { projectConfirmed } from "../_parts/project-action";
import { refusalText } from "./text";

const OneVerification = z.object({ verification: idOf("ver") });

export const resendMessage = projectConfirmed(
  "verifications.change",
  OneVerification,
  async ({ ctx }, { verification }) => {
    const sent = await resend(ctx, { verificationId: verification });
    return sent.ok ? undefined : refusalText(sent.refusal);
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
