"use server";

import { z } from "zod";
import { projectPatch } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { getText } from "../../../../_text/get-text";
import { changeSettings } from "../../_parts/change-settings";
import { projectAction, projectConfirmed } from "../../_parts/project-action";

const urls = projectPatch.shape.returnUrls.unwrap();
const origins = projectPatch.shape.embedding.unwrap().shape.allowedOrigins.unwrap();
const Removed = z.object({ entry: z.string().max(2000) });
/** An entry and its place, counted from 0. */
const Restored = <T extends z.ZodType>(entry: T) =>
  z.object({ entry, at: z.coerce.number().int().min(0).max(50) });

export const addUrl = projectAction(
  "settings.write",
  z.object({ entry: urls.element }),
  async ({ ctx, project }, { entry }) => {
    const extended = withEntry(urls, project.settings.returnUrls, entry);
    if (extended.ok) await changeSettings(ctx, { returnUrls: extended.value });
    return extended.ok ? ok(true) : extended;
  },
);

export const removeUrl = projectConfirmed("settings.write", Removed, async ({ ctx, project }, { entry }) => {
  await changeSettings(ctx, { returnUrls: project.settings.returnUrls.filter((one) => one !== entry) });
});

export const restoreUrl = projectConfirmed(
  "settings.write",
  Restored(urls.element),
  async ({ ctx, project }, { entry, at }) => {
    const t = await getText();
    const restored = withEntry(urls, project.settings.returnUrls, entry, at);
    if (!restored.ok) return t(`returnUrls.lists.returnUrls.${restored.refusal.code}`);
    await changeSettings(ctx, { returnUrls: restored.value });
  },
);

export const addOrigin = projectAction(
  "settings.write",
  z.object({ entry: origins.element }),
  async ({ ctx, project }, { entry }) => {
    const extended = withEntry(origins, project.settings.embedding.allowedOrigins, entry);
    if (extended.ok) await changeSettings(ctx, { embedding: { allowedOrigins: extended.value } });
    return extended.ok ? ok(true) : extended;
  },
);

export const removeOrigin = projectConfirmed(
  "settings.write",
  Removed,
  async ({ ctx, project }, { entry }) => {
    const { allowedOrigins } = project.settings.embedding;
    await changeSettings(ctx, {
      embedding: { allowedOrigins: allowedOrigins.filter((one) => one !== entry) },
    });
  },
);

export const restoreOrigin = projectConfirmed(
  "settings.write",
  Restored(origins.element),
  async ({ ctx, project }, { entry, at }) => {
    const t = await getText();
    const restored = withEntry(origins, project.settings.embedding.allowedOrigins, entry, at);
    if (!restored.ok) return t(`returnUrls.lists.origins.${restored.refusal.code}`);
    await changeSettings(ctx, { embedding: { allowedOrigins: restored.value } });
  },
);

function withEntry(
  list: z.ZodType<string[]>,
  entries: string[],
  entry: string,
  at = entries.length,
): Result<string[], { code: "duplicate" | "limit_reached" }> {
  if (entries.includes(entry)) return refuse({ code: "duplicate" });
  const extended = list.safeParse(entries.toSpliced(at, 0, entry));
  return extended.success ? ok(extended.data) : refuse({ code: "limit_reached" });
}
