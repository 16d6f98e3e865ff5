"use server";

import { notFound } from "next/navigation";
import { z } from "zod";
import { channels, resolvePolicy } from "@/lib/projects";
import { ok } from "@/lib/result";
import { changeSettings } from "../../_parts/change-settings";
import { projectAction } from "../../_parts/project-action";
import { PolicyFields, withPolicyFields } from "./policy-fields";

export const savePolicy = projectAction(
  "settings.write",
  (t) => PolicyFields(t).extend({ purpose: z.string().max(32), channel: z.enum(channels) }),
  async ({ ctx, project }, { purpose, channel, ...fields }) => {
    const { policies } = project.settings;
    if (!resolvePolicy(policies, purpose, channel)) notFound();
    await changeSettings(ctx, { policies: withPolicyFields(policies, purpose, channel, fields) });
    return ok(true);
  },
);
