"use server";

import { notFound } from "next/navigation";
import { z } from "zod";
import { resolvePolicy } from "@/lib/projects";
import { ok } from "@/lib/result";
import { projectAction } from "../../_parts/acting";
import { changeSettings } from "../../_parts/change-settings";
import { KnobFields, withKnobs } from "./knobs";

export const savePolicy = projectAction(
  "settings.write",
  KnobFields.extend({ purpose: z.string().max(32), channel: z.enum(["email", "sms"]) }),
  async ({ ctx, project }, { purpose, channel, ...knobs }) => {
    const { policies } = project.settings;
    if (!resolvePolicy(policies, purpose, channel)) notFound();
    await changeSettings(ctx, { policies: withKnobs(policies, purpose, channel, knobs) });
    return ok(true);
  },
);
