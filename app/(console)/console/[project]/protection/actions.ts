"use server";

import { z } from "zod";
import { ok } from "@/lib/result";
import { changeSettings } from "../_parts/change-settings";
import { projectAction } from "../_parts/project-action";
import { LimitFields, withLimits } from "./limits";

export const saveLimits = projectAction("settings.write", LimitFields, async ({ ctx, project }, entered) => {
  await changeSettings(ctx, { protection: withLimits(project.settings.protection, entered) });
  return ok(true);
});

export const saveRules = projectAction(
  "settings.write",
  z.object({ mode: z.enum(["enforce", "report"]) }),
  async ({ ctx }, { mode }) => {
    await changeSettings(ctx, { protection: { mode } });
    return ok(true);
  },
);
