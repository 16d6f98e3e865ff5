"use server";

import { z } from "zod";
import { cancelDelivery, retryDelivery } from "@/lib/delivery";
import { idOf } from "@/lib/http/native";
import { projectConfirmed } from "../_parts/project-action";
import { refusalText } from "./text";

const OneDelivery = z.object({ delivery: idOf("dlv") });

/** Tries a message again, first with another provider if one was chosen. */
export const retryMessage = projectConfirmed(
  "messages.retry",
  OneDelivery.extend({ provider: idOf("prv").optional() }),
  async ({ ctx }, { delivery, provider }) => {
    const retried = await retryDelivery(ctx, delivery, { providerId: provider });
    return retried.ok ? undefined : refusalText(retried.refusal);
  },
);

export const cancelMessage = projectConfirmed(
  "messages.retry",
  OneDelivery,
  async ({ ctx }, { delivery }) => {
    const canceled = await cancelDelivery(ctx, delivery);
    return canceled.ok ? undefined : refusalText(canceled.refusal);
  },
);
