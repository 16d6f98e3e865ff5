"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { action, confirmed } from "@/app/_forms/action";
import { projectPatch } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { requireRole } from "../../../../_session/session";
import { changeSettings } from "../../_parts/change-settings";
import { projectField } from "../../_parts/fields";

const list = projectPatch.shape.returnUrls.unwrap();

export const addUrl = action(
  z.object({ project: projectField, url: list.element }),
  async ({ project, url }): Promise<Result<true, { code: "known" | "most" }>> => {
    const { returnUrls } = (await requireRole(project, "settings.write")).project.settings;
    if (returnUrls.includes(url)) return refuse({ code: "known" });
    if (!list.safeParse([...returnUrls, url]).success) return refuse({ code: "most" });
    await changeSettings(project, ({ settings }) => ({ returnUrls: [...settings.returnUrls, url] }));
    refresh();
    return ok(true);
  },
);

export const removeUrl = confirmed(
  z.object({ project: projectField, url: z.string().max(2000) }),
  async ({ project, url }) => {
    await changeSettings(project, ({ settings }) => ({
      returnUrls: settings.returnUrls.filter((one) => one !== url),
    }));
    refresh();
  },
);
