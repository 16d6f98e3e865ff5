"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { toTypeId } from "@/lib/id";
import { erasePerson } from "@/lib/privacy";
import { retentionSettings } from "@/lib/projects";
import { ok } from "@/lib/result";
import { getText } from "../../../../_text/get-text";
import { changeSettings } from "../../_parts/change-settings";
import { projectAction, projectConfirmed } from "../../_parts/project-action";
import { personOf } from "./person";

export const erase = projectConfirmed(
  "people.erase",
  z.object({ person: z.string().max(254) }),
  async ({ ctx, project }, { person }) => {
    const t = await getText();
    const found = await personOf(ctx, person);
    if (!found || !(await erasePerson(ctx, found)).ok) return t("privacy.notFound");
    redirect(`/console/${toTypeId("prj", project.id)}/settings/privacy?erased=1` as Route);
  },
);

const shape = retentionSettings.shape;

/** A number of days as the form sends it. Empty: the installation's. */
const daysField = <T extends z.ZodType<number | null, number | null>>(days: T) =>
  z
    .string()
    .trim()
    .optional()
    .transform((text) => (text ? Number(text) : null))
    .pipe(days);

export const saveRetention = projectAction(
  "settings.write",
  z.object({
    verificationDays: daysField(shape.verificationDays.unwrap()),
    messageDays: daysField(shape.messageDays.unwrap()),
    eventDays: daysField(shape.eventDays.unwrap()),
    statisticsDays: daysField(shape.statisticsDays.unwrap()),
    webhookDays: daysField(shape.webhookDays.unwrap()),
    requestDays: daysField(shape.requestDays.unwrap()),
  }),
  async ({ ctx }, retention) => {
    await changeSettings(ctx, { retention });
    return ok(true);
  },
);
