"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { confirmed } from "@/app/_forms/action";
import { retryDelivery } from "@/lib/delivery";
import { requireRole } from "../../../_session/session";
import { idField, projectField } from "../_parts/fields";
import { sentenceFor } from "./words";

export const retryIt = confirmed(
  z.object({ project: projectField, delivery: idField("dlv") }),
  async ({ project, delivery }) => {
    const { ctx } = await requireRole(project, "messages.retry");
    const retried = await retryDelivery(ctx, delivery);
    refresh();
    return retried.ok ? undefined : sentenceFor(retried.refusal);
  },
);
