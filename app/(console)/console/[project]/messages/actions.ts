"use server";

import { z } from "zod";
import { cancelDelivery, retryDelivery } from "@/lib/delivery";
import { idOf } from "@/lib/http/native";
import { getText } from "../../../_text/get-text";
import { refusalText } from "../../../_text/refusal-text";
import { projectConfirmed } from "../_parts/project-action";

const OneDelivery = z.object({ delivery: idOf("dlv") });

/** Tries a message again, first with another provider if one was chosen. */
export const retryMessage = projectConfirmed(
  "messages.retry",
  OneDelivery.extend({ provider: idOf("prv").optional() }),
  async ({ ctx }, { delivery, provider }) => {
    const t = await getText();
    const retried = await retryDelivery(ctx, delivery, { providerId: provider });
    return retried.ok ? undefined : refusalText("messages", retried.refusal, t);
  },
);

export const cancelMessage = projectConfirmed(
  "messages.retry",
  OneDelivery,
  async ({ ctx }, { delivery }) => {
    const t = await getText();
    const canceled = await cancelDelivery(ctx, delivery);
    return canceled.ok ? undefined : refusalText("messages", canceled.refusal, t);
  },
);
