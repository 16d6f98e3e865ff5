"use server";

import { z } from "zod";
import { retryDelivery } from "@/lib/delivery";
import { idOf } from "@/lib/http/native";
import { projectConfirmed } from "../_parts/project-action";
import { refusalText } from "./text";

export const retryMessage = projectConfirmed(
  "messages.retry",
  z.object({ delivery: idOf("dlv") }),
  async ({ ctx }, { delivery }) => {
    const retried = await retryDelivery(ctx, delivery);
    return retried.ok ? undefined : refusalText(retried.refusal);
  },
);
