"use server";

import { z } from "zod";
import { projectPatch } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { changeSettings } from "../../_parts/change-settings";
import { projectAction, projectConfirmed } from "../../_parts/project-action";

const list = projectPatch.shape.returnUrls.unwrap();

export const addUrl = projectAction(
  "settings.write",
  z.object({ url: list.element }),
  async ({ ctx, project }, { url }): Promise<Result<true, { code: "duplicate" | "limit_reached" }>> => {
    const { returnUrls } = project.settings;
    if (returnUrls.includes(url)) return refuse({ code: "duplicate" });
    const extended = list.safeParse([...returnUrls, url]);
    if (!extended.success) return refuse({ code: "limit_reached" });
    await changeSettings(ctx, { returnUrls: extended.data });
    return ok(true);
  },
);

export const removeUrl = projectConfirmed(
  "settings.write",
  z.object({ url: z.string().max(2000) }),
  async ({ ctx, project }, { url }) => {
    await changeSettings(ctx, { returnUrls: project.settings.returnUrls.filter((one) => one !== url) });
  },
);
