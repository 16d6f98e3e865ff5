"use server";

import { z } from "zod";
import { clearShadow } from "@/lib/shadow";
import { projectConfirmed } from "../../_parts/project-action";

export const clearReport = projectConfirmed("settings.write", z.object({}), async ({ project }) => {
  await clearShadow(project.id);
});
