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
  async ({ ctx, project }, { url }): Promise<Result<true, { code: "known" | "most" }>> => {
    const { returnUrls } = project.settings;
    if (returnUrls.includes(url)) return refuse({ code: "known" });
    const more = list.safeParse([...returnUrls, url]);
    if (!more.success) return refuse({ code: "most" });
    await changeSettings(ctx, { returnUrls: more.data });
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
