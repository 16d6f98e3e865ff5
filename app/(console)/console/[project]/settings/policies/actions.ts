"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/_forms/action";
import { resolvePolicy } from "@/lib/projects";
import { ok } from "@/lib/result";
import { requireRole } from "../../../../_session/session";
import { changeSettings } from "../../_parts/change-settings";
import { projectField } from "../../_parts/fields";
import { KnobFields, withKnobs } from "./knobs";

export const savePolicy = action(
  KnobFields.extend({
    project: projectField,
    purpose: z.string().max(32),
    channel: z.enum(["email", "sms"]),
  }),
  async ({ project: id, purpose, channel, ...knobs }) => {
    const { project } = await requireRole(id, "settings.write");
    if (!resolvePolicy(project.settings.policies, purpose, channel)) notFound();
    await changeSettings(id, ({ settings }) => ({
      policies: withKnobs(settings.policies, purpose, channel, knobs),
    }));
    refresh();
    return ok(true);
  },
);
